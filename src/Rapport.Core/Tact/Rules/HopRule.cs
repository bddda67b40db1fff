using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T8: a prediction goes at most a step from a topic that may speak, and inside a delicate class it does not leave the kind of thing that was bought or named.</summary>
/// <remarks>How many slots may be a step away is the slate's to count. An item without a category is of no topic, and no step.</remarks>
internal sealed class HopRule() : CandidateRule(TactRule.Hop)
{
    public override bool Holds(Candidate candidate, TactView view)
    {
        if (!candidate.IsPersonal)
            return false;
        if (candidate.Item.Class.IsDelicate)
            return !view.Evidence.IsStated(candidate.Item.Topic) && !view.Evidence.Knows(candidate.Item.Topic, candidate.Item.Category);
        return view.Policy.Hops == 0 && IsAStep(candidate.Item, view.Evidence);
    }

    /// <summary>Whether nothing the person showed is of the item's own topic.</summary>
    public static bool IsAStep(CatalogueItem item, TopicEvidence evidence) =>
        item.Category.Length > 0 && item.Class.Code is null && evidence.Standing(item) == TopicStanding.None;
}
