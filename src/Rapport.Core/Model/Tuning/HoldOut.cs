using Rapport.Core.Events;

namespace Rapport.Core.Model.Tuning;

/// <summary>A slice of what customers did, hidden from a trial so that the trial can be asked for it.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: items and customers by index; items ascending within a customer.</para>
/// <para><b>Order and determinism</b>: by time where days are known: what each customer took last and for the first time (what was taken before too stays,
/// as of the cut); otherwise a tenth of each customer's items by a fixed
/// hash, at least one of those with five or more. Nothing depends on the order of contributions but the customers' indices.</para>
/// </remarks>
internal sealed class HoldOut
{
    private const int FewestItems = 5;
    private const int FewestDays = 30;

    private HoldOut(ItemId[] items, int[][] train, int[][] days, int[][] held, int asOfDay, bool byTime)
    {
        (Items, Train, Days, Held, AsOfDay, ByTime) = (items, train, days, held, asOfDay, byTime);
        Support = new int[items.Length];
        foreach (var item in train.SelectMany(each => each))
            Support[item]++;
    }

    internal ItemId[] Items { get; }

    /// <summary>What a trial may learn from, by customer.</summary>
    internal int[][] Train { get; }

    /// <summary>Days beside <see cref="Train"/>.</summary>
    internal int[][] Days { get; }

    /// <summary>What it is asked for, by customer; empty for customers nothing was hidden of.</summary>
    internal int[][] Held { get; }

    /// <summary>Customers by item, of what a trial may learn from.</summary>
    internal int[] Support { get; }

    /// <summary>The day a trial is as of.</summary>
    internal int AsOfDay { get; }

    internal bool ByTime { get; }

    internal int HeldCustomers => Held.Count(each => each.Length > 0);

    internal static HoldOut Of(IReadOnlyCollection<Contribution> contributions)
    {
        ItemId[] items = [.. contributions.SelectMany(each => each.Items).Select(each => each.Item).Distinct().Order()];
        var indices = new Dictionary<ItemId, int>(items.Length);
        for (var item = 0; item < items.Length; item++)
            indices.Add(items[item], item);
        var all = contributions.Select(each => each.Items.Select(item => (Item: indices[item.Item], item.Day, IsNew: !item.IsRepeated)).ToArray()).ToArray();

        int[] days = [.. all.SelectMany(each => each).Where(each => each.IsNew).Select(each => each.Day)];
        Array.Sort(days);
        var byTime = days.Length > 0 && days[^1] - days[0] >= FewestDays;
        var cut = byTime ? days[(int)(days.Length * 0.85)] : int.MaxValue;
        var isHeld = all.Select((each, customer) => byTime ? Last(each, cut) : Drawn(each, customer)).ToArray();
        return new HoldOut(
            items,
            Pick(all, isHeld, held: false, each => each.Item),
            Pick(all, isHeld, held: false, each => Math.Min(each.Day, cut - 1)),
            Pick(all, isHeld, held: true, each => each.Item),
            byTime ? cut - 1 : days.Length > 0 ? days[^1] : 0,
            byTime);
    }

    /// <summary>From the cut on, for customers who did something before it.</summary>
    private static bool[] Last((int Item, int Day, bool IsNew)[] items, int cut)
    {
        var isLast = Array.ConvertAll(items, each => each.IsNew && each.Day >= cut);
        return Array.TrueForAll(isLast, last => last) ? new bool[items.Length] : isLast;
    }

    /// <summary>The output scale of each item, of what a trial may learn from.</summary>
    internal double[] ScalesOf(ModelSettings settings)
    {
        var (fresh, trend) = (new long[Items.Length], new Decay(settings.TrendDays, DateTimeOffset.UnixEpoch.AddDays(AsOfDay)));
        for (var customer = 0; customer < Train.Length; customer++)
        {
            for (var k = 0; k < Train[customer].Length; k++)
                fresh[Train[customer][k]] += trend.At(Days[customer][k]);
        }

        return [.. Support.Select((support, item) => OutputScale.Of(settings, support, fresh[item]))];
    }

    private static bool[] Drawn((int Item, int Day, bool IsNew)[] items, int customer)
    {
        var isDrawn = new bool[items.Length];
        var count = items.Length < FewestItems ? 0 : Math.Max(1, items.Length / 10);
        foreach (var k in Enumerable.Range(0, items.Length).OrderBy(k => Draw(customer, items[k].Item)).Take(count))
            isDrawn[k] = true;
        return isDrawn;
    }

    private static int[][] Pick((int Item, int Day, bool IsNew)[][] all, bool[][] isHeld, bool held, Func<(int Item, int Day, bool IsNew), int> what) =>
        [.. all.Select((each, customer) => each.Where((_, k) => isHeld[customer][k] == held).Select(what).ToArray())];

    /// <summary>A number that looks random and is the same everywhere.</summary>
    internal static ulong Draw(int first, int second)
    {
        unchecked
        {
            var bits = ((ulong)(uint)first << 32) + (uint)second + 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
