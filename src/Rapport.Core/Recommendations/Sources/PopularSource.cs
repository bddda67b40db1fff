using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What many choose: in the shop, or in the category the page is about.</summary>
internal sealed class PopularSource(bool inTopicOfPage = false) : CandidateSource
{
    public override string Id => inTopicOfPage ? "many-in-topic" : "many";

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        if (inTopicOfPage && situation.Page is not { Category.Length: > 0 })
            yield break;
        var basis = inTopicOfPage || situation.Request.Category is not null ? CandidateBasis.Category : CandidateBasis.Popular;
        var popular = situation.Shop.Shelf.Popular;
        for (var place = 0; place < popular.Length; place++)
        {
            if (!inTopicOfPage || popular[place].Topic == situation.Page!.Topic)
                yield return new Candidate(popular[place], basis, -place, []);
        }
    }
}
