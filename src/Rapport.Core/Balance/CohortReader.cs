using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Balance;

/// <summary>Who comes back to buy, by what they agreed to: counted over customers who agreed to measurement.</summary>
/// <remarks>
/// A customer's cohort is what is allowed now; her first period begins with her first order that measurement may read. Refunded orders count for nothing.
/// <b>Cost</b>: one walk over all files. <b>Threads</b>: safe.
/// </remarks>
public sealed class CohortReader(ICustomerStore customers, Shops shops, TimeProvider clock)
{
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<CohortReport> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var (now, catalogue) = (clock.GetUtcNow(), shops[tenant].Catalogue);
        var tallies = CohortReport.Names.ToDictionary(name => name, _ => new Tally(), StringComparer.Ordinal);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var usable = UsableHistory.Of(file, Purposes.Measurement, catalogue, now).Lines;
            var refunds = new Refunds(usable);
            var bought = usable.Where(line => line.Kind == EventKind.OrderCompleted && !refunds.Contain(line)).Select(line => line.At).ToList();
            if (bought.Count > 0)
                tallies[CohortReport.NameOf(file.Ledger.AllowedAt(now))].Add(bought, now);
        }

        return new CohortReport(now, [.. CohortReport.Names.Select(name => tallies[name].As(name))]);
    }

    private sealed class Tally
    {
        private readonly int[] _of = new int[CohortReport.Periods + 1];
        private readonly int[] _kept = new int[CohortReport.Periods + 1];

        public void Add(List<DateTimeOffset> bought, DateTimeOffset now)
        {
            var first = bought.Min();
            var periods = bought.Select(at => PeriodOf(first, at)).ToHashSet();
            // A period counts for her once it is over.
            for (var period = 0; period <= CohortReport.Periods && (period == 0 || PeriodOf(first, now) > period); period++)
            {
                _of[period]++;
                _kept[period] += periods.Contains(period) ? 1 : 0;
            }
        }

        public Cohort As(string name) =>
            new(name, _of[0] < CohortReport.FewestCustomers ? null : _of[0], [.. Enumerable.Range(1, CohortReport.Periods).Select(period => CohortPeriod.Tell(period, _of[period], _kept[period]))]);

        private static int PeriodOf(DateTimeOffset first, DateTimeOffset at) => (int)((at - first).TotalDays / CohortReport.PeriodDays);
    }
}
