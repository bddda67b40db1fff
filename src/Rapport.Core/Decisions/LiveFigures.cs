using System.Collections.Concurrent;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Decisions;

/// <summary>Counts since the server started, for operators: numbers only, nobody's name.</summary>
/// <remarks><b>Threads</b>: safe, lock-free on the hot path. <b>Shape</b>: one minute a cell, the last hour.</remarks>
public sealed class LiveFigures(TimeProvider clock)
{
    private const int MostFieldNames = 200;

    private readonly ConcurrentDictionary<TenantId, TenantFigures> _tenants = new();

    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <summary>Which fields are of use; it outlives the server where somebody keeps it.</summary>
    public FieldUses Uses { get; } = new(clock);

    /// <param name="isLogged">False where the decision log could not take it.</param>
    /// <param name="took">From the question understood to the line noted.</param>
    public void Decided(Decision decision, bool isLogged, TimeSpan took = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var figures = Of(decision.Tenant);
        figures.Times.Add(took);
        Uses.Decided(decision);
        figures.Minutes.Add((int)decision.Tier, clock.GetUtcNow());
        figures.Tiers.Add(decision.Tier, 1);
        figures.Surfaces.GetOrAdd(decision.Surface, _ => new SurfaceWatch()).Add(decision);
        foreach (var held in decision.HeldBack.Where(held => !held.IsWarning))
            figures.HeldBack.Add(held.Rule, held.Count);
        for (var i = 0; i < decision.NotRead.Count; i++)
            figures.NotRead.Add(decision.NotRead[i] with { Lines = 0 }, decision.NotRead[i].Lines);
        if (decision.IsDegraded)
            figures.Degraded.Add(true, 1);
        if (isLogged)
            Logged(figures, decision);
    }

    public void TookIn(TenantId tenant, int stored, IReadOnlyDictionary<DenyCode, int> refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var figures = Of(tenant);
        figures.Minutes.Add(0, clock.GetUtcNow(), stored);
        figures.Stored.Add(true, stored);
        foreach (var (code, count) in refused)
            figures.Refused.Add(code, count);
    }

    /// <summary>Counts a field that was dropped before storage. The caller has made sure that the name names nobody.</summary>
    public void Dropped(TenantId tenant, string field, int count = 1)
    {
        var dropped = Of(tenant).Dropped;
        dropped.Add(dropped.Count < MostFieldNames || dropped.Has(field) ? field : "(other)", count);
    }

    /// <summary>Counts how devices answered that were asked whether apps may track their person.</summary>
    public void Tracking(TenantId tenant, TrackingStatus status, int count) => Of(tenant).Tracked.Add(status, count);

    public FiguresSnapshot Read(TenantId tenant)
    {
        var figures = Of(tenant);
        return new FiguresSnapshot(Since, figures.Stored.Total, figures.Refused.Read(), figures.Dropped.Read(), figures.Tiers.Read(), figures.HeldBack.Read(), figures.Degraded.Total, figures.Minutes.Read(clock.GetUtcNow()), Logged(figures))
        {
            Speed = figures.Times.Read(),
            Tracking = figures.Tracked.Read(),
            NotRead = [.. figures.NotRead.Read().Select(pair => pair.Key with { Lines = (int)Math.Min(int.MaxValue, pair.Value) })],
            Surfaces = [.. figures.Surfaces.OrderBy(surface => surface.Key).Select(surface => surface.Value.Read(surface.Key))],
        };
    }

    private static void Logged(TenantFigures figures, Decision decision)
    {
        var (personal, explained) = (0, 0);
        foreach (var item in decision.Items)
        {
            if (item.Tier != Tier.Person && item.Reason.Purpose == Purposes.None)
                continue;
            personal++;
            explained += item.Reason.Evidence.Count > 0 ? 1 : 0;
        }

        figures.LoggedTiers.Add(decision.Tier, 1);
        figures.PersonalLines.Add(true, personal > 0 ? 1 : 0);
        figures.PersonalItems.Add(true, explained);
        figures.PersonalItems.Add(false, personal - explained);
    }

    private static LoggedFigures Logged(TenantFigures figures)
    {
        var items = figures.PersonalItems.Read();
        return new LoggedFigures(figures.LoggedTiers.Read(), figures.PersonalLines.Total, items.Values.Sum(), items.GetValueOrDefault(true));
    }

    private TenantFigures Of(TenantId tenant) => _tenants.GetOrAdd(tenant, _ => new TenantFigures());

    private sealed class TenantFigures
    {
        public AnswerTimes Times { get; } = new();

        public Tally<bool> Stored { get; } = new();

        public Tally<DenyCode> Refused { get; } = new();

        public Tally<string> Dropped { get; } = new();

        public Tally<TrackingStatus> Tracked { get; } = new();

        public Tally<Tier> Tiers { get; } = new();

        public ConcurrentDictionary<Surface, SurfaceWatch> Surfaces { get; } = new();

        /// <summary>By class, purposes and cause; the lines of the key are none.</summary>
        public Tally<NotRead> NotRead { get; } = new();

        public Tally<TactRule> HeldBack { get; } = new();

        public Tally<bool> Degraded { get; } = new();

        public MinuteRing Minutes { get; } = new();

        public Tally<Tier> LoggedTiers { get; } = new();

        public Tally<bool> PersonalLines { get; } = new();

        /// <summary>By whether their reason names its evidence.</summary>
        public Tally<bool> PersonalItems { get; } = new();
    }

    private sealed class Tally<TKey>
        where TKey : notnull
    {
        private readonly ConcurrentDictionary<TKey, StrongCount> _counts = new();

        public int Count => _counts.Count;

        public long Total => _counts.Values.Sum(count => Interlocked.Read(ref count.Value));

        public bool Has(TKey key) => _counts.ContainsKey(key);

        public void Add(TKey key, long count) => Interlocked.Add(ref _counts.GetOrAdd(key, _ => new StrongCount()).Value, count);

        public Dictionary<TKey, long> Read() => _counts.ToDictionary(pair => pair.Key, pair => Interlocked.Read(ref pair.Value.Value));
    }

    private sealed class StrongCount
    {
        public long Value;
    }

    /// <summary>Sixty cells of five counts: intake, then decisions by tier 1 to 4.</summary>
    private sealed class MinuteRing
    {
        private readonly Lock _lock = new();
        private readonly long[] _minute = new long[60];
        private readonly long[,] _counts = new long[60, 5];

        public void Add(int kind, DateTimeOffset now, int count = 1)
        {
            var minute = now.ToUnixTimeSeconds() / 60;
            var cell = (int)(minute % 60);
            lock (_lock)
            {
                if (_minute[cell] != minute)
                {
                    _minute[cell] = minute;
                    for (var i = 0; i < 5; i++)
                        _counts[cell, i] = 0;
                }

                _counts[cell, kind] += count;
            }
        }

        public List<MinuteFigures> Read(DateTimeOffset now)
        {
            var last = now.ToUnixTimeSeconds() / 60;
            var minutes = new List<MinuteFigures>(60);
            lock (_lock)
            {
                for (var minute = last - 59; minute <= last; minute++)
                {
                    var cell = (int)(minute % 60);
                    var held = _minute[cell] == minute;
                    long At(int kind) => held ? _counts[cell, kind] : 0;
                    minutes.Add(new MinuteFigures(DateTimeOffset.FromUnixTimeSeconds(minute * 60), At(0), At(1), At(2), At(3), At(4)));
                }
            }

            return minutes;
        }
    }
}
