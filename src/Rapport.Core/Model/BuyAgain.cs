using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>What a person takes again: how often and how lately they bought an item, helped by what their other items say for it.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: habit = times * 2^(-age / half-life) over the person's largest; taste = the ridge score over the person's largest;
/// score = habit + taste share * taste. So a person without any habit is ranked by taste, and the other way round.</para>
/// <para><b>Order and determinism</b>: ties to the smaller item id; powers by square roots, as everywhere in the model.</para>
/// <para><b>Source</b>: model specification, 3.5 (repeats allowed).</para>
/// </remarks>
public static class BuyAgain
{
    /// <summary>How fast a habit fades, in days.</summary>
    public const double HalfLifeDays = 168;

    /// <summary>What the ridge adds at most, against 1 of the strongest habit.</summary>
    public const double TasteShare = 0.6;

    /// <summary>Only what the person bought before, best first.</summary>
    /// <param name="purchases">One per item.</param>
    /// <param name="signals">The person's usable history, as the scorer reads it.</param>
    /// <param name="asOf">The moment ages count back from.</param>
    /// <param name="excluded">Items that must not be among them.</param>
    public static IReadOnlyList<RepeatCandidate> Repeats(
        ItemItemModel model, IReadOnlyList<Purchase> purchases, IReadOnlyList<Signal> signals, DateTimeOffset asOf, Func<ItemId, bool> excluded, int top) =>
        Rank(model, purchases, signals, asOf, excluded, top, withNew: false);

    /// <summary>What the person bought before and what is new to them in one list, best first.</summary>
    /// <inheritdoc cref="Repeats"/>
    public static IReadOnlyList<RepeatCandidate> Blend(
        ItemItemModel model, IReadOnlyList<Purchase> purchases, IReadOnlyList<Signal> signals, DateTimeOffset asOf, Func<ItemId, bool> excluded, int top) =>
        Rank(model, purchases, signals, asOf, excluded, top, withNew: true);

    private static RepeatCandidate[] Rank(
        ItemItemModel model, IReadOnlyList<Purchase> purchases, IReadOnlyList<Signal> signals, DateTimeOffset asOf, Func<ItemId, bool> excluded, int top, bool withNew)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(excluded);
        var bought = purchases.ToDictionary(purchase => purchase.Item);
        var taste = Scorer.Personal(model, signals, item => !bought.ContainsKey(item), bought.Count).ToDictionary(each => each.Item);
        var fresh = Scorer.Personal(model, signals, item => bought.ContainsKey(item) || (withNew && excluded(item)), withNew ? top : 1);

        var strongest = purchases.Select(purchase => Habit(purchase, asOf)).DefaultIfEmpty().Max();
        var warmest = Math.Max(taste.Values.Select(each => each.Score).DefaultIfEmpty().Max(), fresh.Select(each => each.Score).DefaultIfEmpty().Max());
        var factor = warmest > 0 ? TasteShare / warmest : 0;
        var repeats = purchases.Where(purchase => !excluded(purchase.Item)).Select(purchase => new RepeatCandidate(
            purchase.Item, strongest > 0 ? Habit(purchase, asOf) / strongest : 0, Scaled(taste.GetValueOrDefault(purchase.Item), factor)));
        var all = withNew ? repeats.Concat(fresh.Select(each => new RepeatCandidate(each.Item, 0, Scaled(each, factor)))) : repeats;
        return [.. all.OrderByDescending(each => each.Score).ThenBy(each => each.Item).Take(top)];
    }

    private static double Habit(Purchase purchase, DateTimeOffset asOf)
    {
        var age = Math.Max(0, (asOf - purchase.LastAt).TotalDays);
        return purchase.Times * DyadicPower.Of(2, -Math.Min(64, Math.Round(age / HalfLifeDays * 16) / 16));
    }

    private static Share[] Scaled(ScoredItem? candidate, double factor) =>
        candidate is null ? [] : [.. candidate.Shares.Select(share => share with { Score = share.Score * factor })];
}
