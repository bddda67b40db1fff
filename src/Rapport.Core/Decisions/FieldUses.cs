using System.Collections.Concurrent;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.Decisions;

/// <summary>Watches which fields are of use: a field that nobody reads need not be kept.</summary>
/// <remarks>
/// A use is an answer whose reasons name evidence of the signal, a training that may learn from it, or a customer who opens her own list.
/// <b>Shape and units</b>: days, UTC; nothing about a person. <b>Threads</b>: safe; a day is written once.
/// </remarks>
public sealed class FieldUses(TimeProvider clock)
{
    /// <summary>After so many days without use a field is flagged.</summary>
    public const int IdleDays = 90;

    private static readonly FieldReaders[] Readers = [FieldReaders.Suggestions, FieldReaders.Learning, FieldReaders.OwnList];

    /// <summary>Index of a kind's signal, or -1.</summary>
    private static readonly int[] Signals =
        [.. Enumerable.Range(0, 256).Select(kind => SignalCatalogue.Of((EventKind)kind) is { } signal ? SignalCatalogue.All.IndexOf(signal) : -1)];

    private readonly ConcurrentDictionary<TenantId, Watch> _watches = new();

    /// <summary>An event of that kind was stored.</summary>
    public void Kept(TenantId tenant, EventKind kind)
    {
        if (IndexOf(kind) is >= 0 and var signal)
            Mark(Of(tenant).Kept, signal);
    }

    /// <summary>An answer rests on what its reasons name.</summary>
    public void Decided(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Used == Purposes.None)
            return;
        var watch = Of(decision.Tenant);
        for (var i = 0; i < decision.Items.Count; i++)
        {
            var evidence = decision.Items[i].Reason.Evidence;
            for (var j = 0; j < evidence.Count; j++)
            {
                // A view may be told by its category alone.
                var kind = evidence[j] is { Kind: EventKind.CategoryViewed, Item: not null } ? EventKind.ProductViewed : evidence[j].Kind;
                if (IndexOf(kind) is >= 0 and var signal)
                    Mark(watch.Of(FieldReaders.Suggestions), signal);
            }
        }

        if (!decision.Used.HasFlag(Purposes.Loyalty))
            return;
        Mark(watch.Of(FieldReaders.Suggestions), IndexOf(EventKind.LoyaltyPointsEarned));
        Mark(watch.Of(FieldReaders.Suggestions), IndexOf(EventKind.LoyaltyTierChanged));
    }

    /// <summary>A model was trained on what somebody let others learn from.</summary>
    public void Learned(TenantId tenant)
    {
        var watch = Of(tenant);
        foreach (var kind in (EventKind[])[EventKind.OrderCompleted, EventKind.AddedToCart, EventKind.AddedToWishlist, EventKind.Completed])
        {
            if (watch.Kept[IndexOf(kind)] > 0)
                Mark(watch.Of(FieldReaders.Learning), IndexOf(kind));
        }
    }

    /// <summary>A customer opened her own list.</summary>
    public void Listed(TenantId tenant)
    {
        var watch = Of(tenant);
        for (var signal = 0; signal < watch.Kept.Length; signal++)
        {
            if (watch.Kept[signal] > 0)
                Mark(watch.Of(FieldReaders.OwnList), signal);
        }
    }

    /// <summary>Every field of every signal, in the catalogue's order.</summary>
    public IReadOnlyList<FieldUse> Read(TenantId tenant)
    {
        var watch = Of(tenant);
        var today = Today();
        var uses = new List<FieldUse>();
        for (var i = 0; i < SignalCatalogue.All.Length; i++)
        {
            foreach (var field in SignalCatalogue.All[i].Fields)
            {
                var used = Readers.Where(reader => field.Readers.HasFlag(reader)).Max(reader => watch.Of(reader)[i]);
                uses.Add(new FieldUse(SignalCatalogue.All[i], field, DayOf(watch.Kept[i]), DayOf(used), today - Math.Max(used, watch.Since) >= IdleDays));
            }
        }

        return uses;
    }

    /// <summary>Everything watched of a shop, to be kept.</summary>
    public FieldUseDays Save(TenantId tenant)
    {
        var watch = Of(tenant);
        var (kept, used) = (new Dictionary<string, DateOnly>(), new Dictionary<string, DateOnly>());
        for (var i = 0; i < SignalCatalogue.All.Length; i++)
        {
            if (DayOf(watch.Kept[i]) is { } day)
                kept[SignalCatalogue.All[i].Id] = day;
            foreach (var reader in Readers)
            {
                if (DayOf(watch.Of(reader)[i]) is { } read)
                    used[$"{SignalCatalogue.All[i].Id}/{reader}"] = read;
            }
        }

        return new FieldUseDays(DateOnly.FromDayNumber(watch.Since), kept, used);
    }

    /// <summary>Goes on from what was kept.</summary>
    public void Load(TenantId tenant, FieldUseDays days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var watch = new Watch(days.Since.DayNumber);
        for (var i = 0; i < SignalCatalogue.All.Length; i++)
        {
            watch.Kept[i] = days.Kept.GetValueOrDefault(SignalCatalogue.All[i].Id).DayNumber;
            foreach (var reader in Readers)
                watch.Of(reader)[i] = days.Used.GetValueOrDefault($"{SignalCatalogue.All[i].Id}/{reader}").DayNumber;
        }

        _watches[tenant] = watch;
    }

    private Watch Of(TenantId tenant) => _watches.GetOrAdd(tenant, _ => new Watch(Today()));

    private void Mark(int[] days, int signal)
    {
        var today = Today();
        if (Volatile.Read(ref days[signal]) != today)
            Volatile.Write(ref days[signal], today);
    }

    private int Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;

    private static DateOnly? DayOf(int day) => day == 0 ? null : DateOnly.FromDayNumber(day);

    private static int IndexOf(EventKind kind) => Signals[(byte)kind];

    /// <summary>Day numbers by signal; 0 for never.</summary>
    private sealed class Watch(int since)
    {
        private readonly int[][] _used = [new int[SignalCatalogue.All.Length], new int[SignalCatalogue.All.Length], new int[SignalCatalogue.All.Length]];

        public int Since { get; } = since;

        public int[] Kept { get; } = new int[SignalCatalogue.All.Length];

        public int[] Of(FieldReaders reader) => _used[Array.IndexOf(Readers, reader)];
    }
}
