using System.Collections.Concurrent;
using Rapport.Core;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;

namespace Rapport.Console.Figures;

/// <summary>The one place that reads figures; many open pages cost the stores one reading.</summary>
/// <remarks><b>Threads</b>: safe. <b>Cost</b>: at most one reading a shop every <see cref="FreshFor"/>.</remarks>
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

    private readonly ConcurrentDictionary<TenantId, Reading> _readings = new();

    public Task<ConsoleFigures> ReadAsync(TenantId tenant)
    {
        var now = clock.GetUtcNow();
        return _readings.AddOrUpdate(
            tenant,
            _ => Begin(tenant, now),
            (_, last) => now - last.BegunAt < FreshFor || !last.Figures.IsValueCreated || !last.Figures.Value.IsCompleted ? last : Begin(tenant, now)).Figures.Value;
    }

    /// <summary>Walks the chains of the decision log. Null when all holds, otherwise where it first breaks.</summary>
    public Task<string?> VerifyLogAsync(CancellationToken cancellation) => log.VerifyAsync(cancellation);

    private Reading Begin(TenantId tenant, DateTimeOffset now) => new(now, new Lazy<Task<ConsoleFigures>>(() => ReadNowAsync(tenant, now)));

    private async Task<ConsoleFigures> ReadNowAsync(TenantId tenant, DateTimeOffset now)
    {
        var store = OrNull(() => customers.CountAsync(tenant, CancellationToken.None));
        var pending = OrNull(() => receipts.ReadPendingAsync(tenant, CancellationToken.None));
        var lines = OrNull(async () => (object)await log.CountAsync(tenant, CancellationToken.None));
        var checks = options.Checks(CancellationToken.None);
        return new ConsoleFigures(now, live.Read(tenant), shops[tenant], await store, (long?)await lines, await pending, await checks);
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

    private sealed record Reading(DateTimeOffset BegunAt, Lazy<Task<ConsoleFigures>> Figures);
}
