using System.Runtime.CompilerServices;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>Cold start by words: what is alike to the item of a page that nobody took yet, and new items that are alike to what the person has.</summary>
/// <remarks>
/// <para>A home row gives new items one slot in ten: they can only be taken if they are seen. The parts of a score are squared likenesses, so that the
/// reason's items carry at least half of it; what three items cannot carry is not offered.</para>
/// <para><b>Cost</b>: an index for each catalogue and model, made when it is first asked; nothing while the model knows every item. Beyond
/// <see cref="MostIndexed"/> items a page finds among what many choose.</para>
/// </remarks>
internal sealed class AlikeSource(bool ofPage) : CandidateSource
{
    private const int MostIndexed = 100_000;
    private const int MostNew = 20_000;
    private const int MostEvidence = 10;
    private const int Neighbours = 20;
    private const double LeastLikeness = 0.25;

    private static readonly ConditionalWeakTable<ItemCatalogue, TextIndex> Whole = [];
    private static readonly ConditionalWeakTable<ItemItemModel, ConditionalWeakTable<ItemCatalogue, TextIndex>> New = [];

    public override string Id => ofPage ? "alike-page" : "alike";

    public override bool IsOfPerson => !ofPage;

    public override IEnumerable<Candidate> Find(Situation situation) => ofPage ? OfPage(situation) : OfTaste(situation);

    private static IEnumerable<Candidate> OfPage(Situation situation)
    {
        if (situation.Page is not { } page || situation.Shop.Lists.Related(situation.ProductOf(page)).Length > 0)
            return [];
        var index = Whole.GetValue(situation.Shop.Catalogue, catalogue => IndexOf(catalogue, catalogue.Count <= MostIndexed ? catalogue.Items.Where(item => catalogue.ProductOf(item.Id) == item.Id) : situation.Shop.Lists.Popular.ToArray().Select(catalogue.Find).OfType<CatalogueItem>()));
        return index.Like(page, Neighbours).Where(like => like.Likeness >= LeastLikeness).Select((like, place) => new Candidate(like.Item, CandidateBasis.Alike, -place, [], page));
    }

    private static IEnumerable<Candidate> OfTaste(Situation situation)
    {
        if (situation.Belongings.Taste.Count == 0 || situation.Shop.Model.ItemCount == 0)
            return [];
        var index = New.GetOrCreateValue(situation.Shop.Model).GetValue(situation.Shop.Catalogue, catalogue => NewOnes(catalogue, situation.Shop.Model));
        return index.Count == 0 ? [] : Best(situation, index);
    }

    private static IEnumerable<Candidate> Best(Situation situation, TextIndex index)
    {
        var parts = new Dictionary<CatalogueItem, List<Share>>();
        foreach (var (id, _) in situation.Belongings.Taste.Where(each => MaySpeak(situation, each.Key, each.Value)).OrderByDescending(each => each.Value.At).ThenBy(each => each.Key).Take(MostEvidence))
        {
            foreach (var (item, likeness) in index.Like(situation.Find(id)!, Neighbours))
            {
                if (likeness >= LeastLikeness && situation.IsOpen(item))
                    (parts.TryGetValue(item, out var shares) ? shares : parts[item] = []).Add(new Share(id, likeness * likeness));
            }
        }

        return parts
            .Select(each => (each.Key, Shares: each.Value.OrderByDescending(share => share.Score).ToArray()))
            .Select(each => (each.Key, each.Shares, Score: each.Shares.Sum(share => share.Score)))
            .Where(each => each.Shares.Take(situation.Policy.ReasonItems).Sum(share => share.Score) >= situation.Policy.ReasonShare * each.Score)
            .OrderByDescending(each => each.Score).ThenBy(each => each.Key.Id)
            .Take(Math.Max(1, situation.Request.Count / 10))
            .Select(each => new Candidate(each.Key, CandidateBasis.Alike, each.Score, each.Shares));
    }

    private static bool MaySpeak(Situation situation, ItemId id, HistoryLine line) => situation.Find(id) is not null && situation.StandingOf(id, line) == TopicStanding.Carried;

    private static TextIndex NewOnes(ItemCatalogue catalogue, ItemItemModel model) =>
        IndexOf(catalogue, catalogue.Items.Where(item => model.IndexOf(item.Id) < 0 && item.Class.Code is null && catalogue.ProductOf(item.Id) == item.Id).Take(MostNew));

    /// <summary>How rare a word is, is counted on the first many items: more would not change the order.</summary>
    private static TextIndex IndexOf(ItemCatalogue catalogue, IEnumerable<CatalogueItem> items)
    {
        CatalogueItem[] found = [.. items];
        return new TextIndex(found.Length == 0 ? [] : [.. catalogue.Items.Take(MostIndexed)], found);
    }
}
