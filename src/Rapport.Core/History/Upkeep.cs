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
        var (catalogue, terms) = (shops[tenant].Catalogue, shops[tenant].Retention);
        var now = clock.GetUtcNow();
        var ranges = await customers.ReadAllAsync<List<CustomerId>>(
            tenant,
            () => [],
            (due, file) =>
            {
                if (!file.History.All(line => MayKeep(line, file.Ledger, catalogue, terms, now) == line.Purposes))
                    due.Add(file.Customer);
            },
            cancellation).ConfigureAwait(false);

        var removed = 0;
        foreach (var some in ranges.SelectMany(due => due).Chunk(CustomersAtOnce))
        {
            var changes = some.Select(customer => customers.ChangeAsync(tenant, customer, held => held.Narrow(line => MayKeep(line, held.Ledger, shops[tenant].Catalogue, terms, now)), cancellation));
            removed += (await Task.WhenAll(changes).ConfigureAwait(false)).Sum();
        }

        return removed;
    }

    /// <summary>Counts what is held by class, and what of it is past its time. Reads all, changes nothing.</summary>
    public async Task<RetentionReport> CountAsync(TenantId tenant, CancellationToken cancellation)
    {
        var terms = shops[tenant].Retention;
        var now = clock.GetUtcNow();
        var ranges = await customers.ReadAllAsync<Dictionary<string, ClassHeld>>(
            tenant,
            () => [],
            (counted, file) =>
            {
                foreach (var line in file.History)
                    Count(counted, line, terms.Within(line, now) != line.Purposes);
            },
            cancellation).ConfigureAwait(false);
        return new RetentionReport(now, [.. RetentionTerms.Classes.Select(name => Total(name, terms, ranges))]);
    }

    private static void Count(Dictionary<string, ClassHeld> counted, HistoryLine line, bool isStale)
    {
        var name = RetentionTerms.ClassOf(line.Kind);
        var held = counted.GetValueOrDefault(name) ?? new ClassHeld(name, 0, 0, 0, null);
        counted[name] = held with { Lines = held.Lines + 1, Stale = held.Stale + (isStale ? 1 : 0), Oldest = held.Oldest < line.At ? held.Oldest : line.At };
    }

    private static ClassHeld Total(string name, RetentionTerms terms, IEnumerable<Dictionary<string, ClassHeld>> ranges)
    {
        var parts = ranges.Select(range => range.GetValueOrDefault(name)).OfType<ClassHeld>().ToList();
        return new ClassHeld(name, PurposeCatalogue.All.Max(purpose => terms.DaysOf(name, purpose)), parts.Sum(part => part.Lines), parts.Sum(part => part.Stale), parts.Min(part => part.Oldest));
    }

    /// <summary>Those purposes of a stored line that it may still be kept for.</summary>
    private static Purposes MayKeep(HistoryLine line, ConsentLedger ledger, ItemCatalogue catalogue, RetentionTerms terms, DateTimeOffset now)
    {
        var kept = terms.Within(line, now);
        if (line.Item is { } id)
            return catalogue.Find(id) is { Class: { IsSensitive: true, Code: var topic } } ? kept & ConsentGate.SensitiveUse & ledger.AllowedAt(now, topic) : kept;
        return line.Text is { } text && catalogue.Classifier.ClassOfText(text).IsSensitive ? Purposes.None : kept;
    }
}
