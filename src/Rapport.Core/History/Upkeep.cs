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
        var catalogue = shops[tenant].Catalogue;
        var now = clock.GetUtcNow();
        var ranges = await customers.ReadAllAsync<List<CustomerId>>(
            tenant,
            () => [],
            (due, file) =>
            {
                if (!file.History.All(line => MayKeep(line, file.Ledger, catalogue, now) == line.Purposes))
                    due.Add(file.Customer);
            },
            cancellation).ConfigureAwait(false);

        var removed = 0;
        foreach (var some in ranges.SelectMany(due => due).Chunk(CustomersAtOnce))
        {
            var changes = some.Select(customer => customers.ChangeAsync(tenant, customer, held => held.Narrow(line => MayKeep(line, held.Ledger, shops[tenant].Catalogue, now)), cancellation));
            removed += (await Task.WhenAll(changes).ConfigureAwait(false)).Sum();
        }

        return removed;
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
