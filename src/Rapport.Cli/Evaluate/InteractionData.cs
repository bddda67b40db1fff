using System.Globalization;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>A public data set: which customer has which items, when known how old, and which were held out.</summary>
/// <remarks>It holds no consents and goes into no store: it lives in memory for one evaluation (ground rule 3).</remarks>
internal sealed class InteractionData
{
    /// <summary>The moment all ages count back from: the last of a month, so that a month of age is a month of decay.</summary>
    internal static readonly DateTimeOffset AsOf = new(2020, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly int AsOfDay = (int)(AsOf.ToUnixTimeSeconds() / 86_400);
    private readonly Dictionary<(int, int), (int Times, double Age)>? _times;

    private InteractionData(
        SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test, Dictionary<(int, int), (int Times, double Age)>? times, SortedDictionary<int, int[]>? testAll, int itemCount)
    {
        (Train, Test, TestAll, _times, ItemCount) = (train, test, testAll, times, itemCount);
        Ages = times?.ToDictionary(pair => pair.Key, pair => pair.Value.Age);
    }

    /// <summary>Items by customer, distinct, ascending.</summary>
    internal SortedDictionary<int, int[]> Train { get; }

    internal SortedDictionary<int, int[]> Test { get; }

    /// <summary>Held-out items with repeats; null where the set has none.</summary>
    internal SortedDictionary<int, int[]>? TestAll { get; }

    /// <summary>Days before the cut by customer and item; null where the set has no times.</summary>
    internal Dictionary<(int Customer, int Item), double>? Ages { get; }

    internal int ItemCount { get; }

    /// <inheritdoc cref="InteractionFiles(string, bool)"/>
    internal static InteractionData Read(string folder, bool needsTest)
    {
        var files = new InteractionFiles(folder, needsTest);
        return new InteractionData(files.Train, files.Test, files.ReadTimes(), files.TestAll, files.ItemCount);
    }

    /// <summary>The same data with another cut, for choosing settings without the test file.</summary>
    internal InteractionData With(SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test) => new(train, test, _times, null, ItemCount);

    /// <summary>A shop's own customers, by number; ages are days before the cut.</summary>
    /// <param name="signals">What each customer's history says when items are ranked, the latest first.</param>
    internal static InteractionData Of(SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test, Dictionary<(int, int), (int Times, double Age)> times, Dictionary<int, Signal[]> signals) =>
        new(train, test, times, null, 1 + train.Values.Concat(test.Values).Select(items => items.Length == 0 ? -1 : items[^1]).DefaultIfEmpty(-1).Max()) { Signals = signals };

    private Dictionary<int, Signal[]>? Signals { get; init; }

    /// <summary>What a customer's history says when items are ranked, the latest first; where no times are known, in an order drawn once and for all.</summary>
    internal Signal[] SignalsOf(int customer)
    {
        if (Signals is not null)
            return Signals.GetValueOrDefault(customer, []);
        var items = Train[customer].OrderBy(item => AgeOf(customer, item)).ThenBy(item => Draw(customer, item)).ThenBy(item => item);
        return [.. items.Select(item => new Signal(Name(item), 1))];
    }

    internal bool Has(int customer, ItemId item) => Train.TryGetValue(customer, out var items) && Array.BinarySearch(items, NumberOf(item)) >= 0;

    /// <summary>Items are named so that their ordinal order is the numeric one.</summary>
    internal static ItemId Name(int item) => new(item.ToString("D7", CultureInfo.InvariantCulture));

    internal static int NumberOf(ItemId item) => int.Parse(item.Value, CultureInfo.InvariantCulture);

    internal Contribution ContributionOf(int customer)
    {
        var items = Array.ConvertAll(Train[customer], item => new ContributedItem(Name(item), AsOfDay - (int)AgeOf(customer, item)) { IsRepeated = _times?.GetValueOrDefault((customer, item)).Times > 1 });
        return new Contribution([.. items.OrderByDescending(each => each.Day).ThenBy(each => Draw(customer, NumberOf(each.Item))).Take(Contributions.MaxItems).OrderBy(each => each.Item)], []);
    }

    /// <summary>How often and how lately a customer took each item.</summary>
    internal Purchase[] PurchasesOf(int customer) => Array.ConvertAll(Train[customer], item =>
    {
        var (times, age) = _times?.GetValueOrDefault((customer, item)) ?? (1, 0);
        return new Purchase(Name(item), Math.Max(1, times), AsOf.AddDays(-age));
    });

    internal double AgeOf(int customer, int item) => Ages?.GetValueOrDefault((customer, item)) ?? 0;

    /// <summary>The order of what is equally old: drawn once and for all.</summary>
    private static uint Draw(int customer, int item) => unchecked((uint)((customer * 31) + item) * 2_654_435_761u);
}
