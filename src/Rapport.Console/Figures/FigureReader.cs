using System.Collections.Concurrent;
using Rapport.Core;
using Rapport.Core.Balance;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;

namespace Rapport.Console.Figures;

/// <summary>The one place that reads figures; many open pages cost the stores one reading.</summary>
/// <remarks>
/// <b>Threads</b>: safe. <b>Cost</b>: at most one reading a shop every <see cref="FreshFor"/>, and however large the tables grow
/// at most a twentieth of the time: counting them scans them.
/// </remarks>
public sealed class FigureReader(
    LiveFigures live,
    Shops shops,
    ICustomerStore customers,
    IDecisionLog log,
    IReceiptStore receipts,
    ConsoleOptions options,
    TimeProvider clock)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    private const int RestPerReading = 20;

    private readonly ConcurrentDictionary<TenantId, Reading> _readings = new();

    public async Task<ConsoleFigures> ReadAsync(TenantId tenant)
    {
        var now = clock.GetUtcNow();
        var reading = _readings.AddOrUpdate(tenant, _ => Begin(tenant), (_, last) => last.IsFresh(now) ? last : Begin(tenant));
        return (await reading.Result.Value).Figures;
    }

    /// <summary>Walks the chains of the decision log. Null when all holds, otherwise where it first breaks.</summary>
    public Task<string?> VerifyLogAsync(CancellationToken cancellation) => log.VerifyAsync(cancellation);

    /// <summary>What was bought after it was shown, by placement; one walk over all files.</summary>
    public Task<RevenueReport> ReadRevenueAsync(TenantId tenant) => Task.Run(() => new RevenueReader(customers, log, shops, clock).ReadAsync(tenant, days: 28, windowDays: 7, CancellationToken.None));

    // SQLite's calls block: they are kept off the operator's circuit.
    private Reading Begin(TenantId tenant) => new(new(() => Task.Run(() => ReadNowAsync(tenant))));

    private async Task<(ConsoleFigures Figures, DateTimeOffset FreshUntil)> ReadNowAsync(TenantId tenant)
    {
        var (now, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        var store = OrNull(() => customers.CountAsync(tenant, CancellationToken.None));
        var pending = OrNull(() => receipts.ReadPendingAsync(tenant, CancellationToken.None));
        var lines = OrNull(async () => (object)await log.CountAsync(tenant, CancellationToken.None));
        var checks = options.Checks(CancellationToken.None);
        var alarms = OrNull(() => options.Alarms(tenant, CancellationToken.None));
        var posture = OrNull(() => options.Posture(tenant, CancellationToken.None));
        var figures = new ConsoleFigures(now, live.Read(tenant), shops[tenant], await store, (long?)await lines, await pending, await checks) { Fields = live.Uses.Read(tenant), Alarms = await alarms ?? [], Posture = await posture ?? [], Publication = options.Publication(tenant) };
        var rest = RestPerReading * clock.GetElapsedTime(begun);
        return (figures, now + (rest > FreshFor ? rest : FreshFor));
    }

    /// <summary>What a store says, or null while it is away: a page that cannot count one thing still shows the others.</summary>
    private static async Task<T?> OrNull<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception away) when (away is StoreUnavailableException or KeysUnavailableException)
        {
            return null;
        }
    }

    private sealed record Reading(Lazy<Task<(ConsoleFigures Figures, DateTimeOffset FreshUntil)>> Result)
    {
        /// <summary>True while it runs, and for as long after as its cost deserves. A failed reading is not.</summary>
        public bool IsFresh(DateTimeOffset now) => !Result.IsValueCreated || !Result.Value.IsCompleted || (Result.Value.IsCompletedSuccessfully && now < Result.Value.Result.FreshUntil);
    }
}
