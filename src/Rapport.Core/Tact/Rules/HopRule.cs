using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T8: a prediction goes at most a step from a topic that may speak, and inside a delicate class it does not leave the kind of thing that was bought or named.</summary>
/// <remarks>How many slots may be a step away is the slate's to count. An item without a category is of no topic, and no step.</remarks>
internal sealed class HopRule() : CandidateRule(TactRule.Hop)
{
    public override bool Holds(Candidate candidate, TactView view)
    {
        if (!IsPredicted(candidate))
            return false;
        if (candidate.Item.Class.IsDelicate)
            return !view.Evidence.IsStated(candidate.Item.Topic) && !view.Evidence.Knows(candidate.Item.Topic, candidate.Item.Category);
        return view.Policy.Hops == 0 && IsAStep(candidate, view.Evidence);
    }

    /// <summary>Whether nothing the person showed is of the predicted item's own topic.</summary>
    public static bool IsAStep(Candidate candidate, TopicEvidence evidence) =>
        IsPredicted(candidate) && candidate.Item is { Category.Length: > 0, Class.Code: null } item && evidence.Standing(item) == TopicStanding.None;

    /// <summary>What the person named, began or has is no prediction.</summary>
    private static bool IsPredicted(Candidate candidate) =>
        candidate is { IsPersonal: true, Basis: CandidateBasis.Personal or CandidateBasis.AfterOrder or CandidateBasis.Alike };
}
