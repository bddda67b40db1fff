using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Balance;

/// <summary>Joins what was bought to what was shown, customer by customer, for those who agreed to measurement.</summary>
/// <remarks><b>Cost</b>: one walk over all files, and the latest decisions of those who bought something. <b>Threads</b>: safe.</remarks>
public sealed class RevenueReader(ICustomerStore customers, IDecisionLog log, Shops shops, TimeProvider clock)
{
    /// <summary>How far back the decisions of one customer are read.</summary>
    private const int MostDecisions = 5_000;

    /// <param name="days">How far back orders are read.</param>
    /// <param name="windowDays">How long before the purchase it may have been shown.</param>
    /// <exception cref="StoreUnavailableException">Store or log are away.</exception>
    public async Task<RevenueReport> ReadAsync(TenantId tenant, int days, int windowDays, CancellationToken cancellation)
    {
        var (now, catalogue) = (clock.GetUtcNow(), shops[tenant].Catalogue);
        var since = now.AddDays(-days);
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var unknown = 0L;
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var usable = UsableHistory.Of(file, Purposes.Measurement, catalogue, now).Lines;
            var bought = BoughtIn(usable, since);
            unknown += BoughtIn(file.History, since).Count - bought.Count;
            if (bought.Count == 0)
                continue;
            var shown = await log.ReadAsync(tenant, file.Customer, MostDecisions, cancellation).ConfigureAwait(false);
            foreach (var lines in bought.GroupBy(line => Attribution.SurfaceOf(line, shown, TimeSpan.FromDays(windowDays), catalogue) ?? ""))
                tallies[lines.Key] = tallies.GetValueOrDefault(lines.Key).With(lines);
        }

        var placements = tallies.Select(tally => tally.Value.As(tally.Key)).ToList();
        return new RevenueReport(
            since,
            windowDays,
            [.. placements.Where(placement => placement.Surface.Length > 0).OrderByDescending(placement => placement.Lines).ThenBy(placement => placement.Surface, StringComparer.Ordinal)],
            placements.Find(placement => placement.Surface.Length == 0) ?? default(Tally).As(""),
            unknown);
    }

    private static List<HistoryLine> BoughtIn(IReadOnlyList<HistoryLine> lines, DateTimeOffset since)
    {
        var refunds = new Refunds(lines);
        return [.. lines.Where(line => line is { Kind: EventKind.OrderCompleted, Item: not null } && line.At >= since && !refunds.Contain(line))];
    }

    private readonly record struct Tally(long Lines, int Customers, long Minor)
    {
        /// <summary>With the lines of one customer more.</summary>
        public Tally With(IEnumerable<HistoryLine> lines) => new(Lines + lines.Count(), Customers + 1, Minor + lines.Sum(line => line.PriceMinor * line.Quantity));

        public PlacementRevenue As(string surface) => new(surface, Lines, Customers, Customers >= PlacementRevenue.FewestCustomers ? Minor : null);
    }
}
