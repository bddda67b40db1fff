using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Sources;

namespace Rapport.Core.Recommendations;

/// <summary>The page's own search results in the person's order. None is dropped but by a filter or rule of the shop, and nothing is added.</summary>
/// <remarks>
/// The page's order stays in charge: what the person's things speak for moves up by ten places at most. Touchy items are never moved, and a stranger's results keep their order.
/// <b>Order and determinism</b>: ties keep the page's order.
/// </remarks>
internal static class SearchOrder
{
    private const double MostPlaces = 10;

    public static IReadOnlyList<Recommendation> Of(Situation situation)
    {
        ItemId[] found = [.. (situation.Request.Results ?? []).Distinct().Where(id => MayStay(situation, id))];
        var lifts = Lifts(situation, [.. found.Select(situation.Find).OfType<CatalogueItem>()]);
        return [.. found
            .Select((item, place) => (Item: item, Lift: lifts.GetValueOrDefault(item), Place: place))
            .OrderBy(each => each.Place - (each.Lift?.Places ?? 0)).ThenBy(each => each.Place)
            .Select(each => each.Lift?.Recommendation ?? Plain(situation, each.Item))];
    }

    /// <summary>What the person's things speak for, by how many places.</summary>
    private static Dictionary<ItemId, Lift> Lifts(Situation situation, CatalogueItem[] found)
    {
        var signals = PersonalSource.Usable(situation);
        if (signals.Count == 0 || found.Length < 2 || situation.Request.IsHeldOut)
            return [];
        var movable = found.Where(item => item.Class.Code is null && !situation.IsResting(item) && !situation.Belongings.Hidden.ContainsKey(situation.ProductOf(item))).ToLookup(situation.ProductOf);
        var scored = Scorer.Personal(situation.Shop.Model, signals, id => !movable.Contains(id), movable.Count);
        var writer = new ReasonWriter(situation);
        var lifts = new Dictionary<ItemId, Lift>();
        foreach (var (each, item) in scored.SelectMany(each => movable[each.Item].Select(item => (each, item))))
        {
            if (situation.Judge(new Candidate(item, each)).Passed is { } passed && writer.Write(passed) is { } reason)
                lifts[item.Id] = new Lift(MostPlaces * each.Score / scored[0].Score, new Recommendation(item.Id, Tier.Person, reason));
        }

        return lifts;
    }

    /// <summary>What the catalogue does not know stays where it is, unless a filter asks for what nobody can tell of it.</summary>
    private static bool MayStay(Situation situation, ItemId id) =>
        !situation.Request.Exclude.Any(excluded => situation.ProductOf(excluded) == situation.ProductOf(id)) && (situation.Find(id) is { } item ? situation.Ban(item) is null : situation.Request.Filters is null || situation.Request.Filters.IsNone);

    private static Recommendation Plain(Situation situation, ItemId item) =>
        new(item, Tier.Context, new Reason(ReasonTexts.For(situation.Request.Language).Found, [], "page", Consent.Purposes.None));

    private sealed record Lift(double Places, Recommendation Recommendation);
}
