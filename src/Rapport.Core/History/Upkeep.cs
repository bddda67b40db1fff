using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Lets go of history that may be kept no longer: what is older than its retention, and what became sensitive after it was stored (ground rule 6).</summary>
/// <remarks>
/// <para><b>Threads</b>: safe. <b>Failure</b>: stopped half-way, the next run takes up the rest; until then no use reads it.</para>
/// <para><b>Order and determinism</b>: retention ends with a whole day, UTC, so that what is kept does not depend on the second of a run.</para>
/// </remarks>
public sealed class Upkeep(ICustomerStore customers, Shops shops, TimeProvider clock)
{
    private const int CustomersAtOnce = 256;

    /// <returns>How many lines went.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken cancellation)
    {
        var removed = 0;
        var changes = new List<Task<int>>(CustomersAtOnce);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var catalogue = shops[tenant].Catalogue;
            var now = clock.GetUtcNow();
            if (file.History.All(line => MayKeep(line, file.Ledger, catalogue, now) == line.Purposes))
                continue;
            changes.Add(customers.ChangeAsync(tenant, file.Customer, held => held.Narrow(line => MayKeep(line, held.Ledger, shops[tenant].Catalogue, now)), cancellation));
            if (changes.Count < CustomersAtOnce)
                continue;
            removed += (await Task.WhenAll(changes).ConfigureAwait(false)).Sum();
            changes.Clear();
        }

        return removed + (await Task.WhenAll(changes).ConfigureAwait(false)).Sum();
    }

    /// <summary>Those purposes of a stored line that it may still be kept for.</summary>
    private static Purposes MayKeep(HistoryLine line, ConsentLedger ledger, ItemCatalogue catalogue, DateTimeOffset now)
    {
        var kept = Purposes.None;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (line.Purposes.HasFlag(purpose.Purpose) && line.At.UtcDateTime.Date >= now.UtcDateTime.Date.AddDays(-purpose.RetentionDays))
                kept |= purpose.Purpose;
        }

        if (line.Item is { } id)
            return catalogue.Find(id) is { Class: { IsSensitive: true, Code: var topic } } ? kept & ConsentGate.SensitiveUse & ledger.AllowedAt(now, topic) : kept;
        return line.Text is { } text && catalogue.Classifier.ClassOfText(text).IsSensitive ? Purposes.None : kept;
    }
}
