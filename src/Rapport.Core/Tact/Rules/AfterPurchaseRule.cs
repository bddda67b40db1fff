using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T14: who bought a thing one has one of is not offered another of its kind for a while, unless they went to a page about it themselves.</summary>
/// <remarks>Of what one has one, the shop says by category. That the bought thing itself is not promoted is the slate's to see to.</remarks>
internal sealed class AfterPurchaseRule() : CandidateRule(TactRule.AfterPurchase)
{
    public override bool Holds(Candidate candidate, TactView view) =>
        (candidate.IsPersonal || candidate.Basis == CandidateBasis.Popular)
        && candidate.Basis != CandidateBasis.Repeat
        && view.DurablesBought.TryGetValue(candidate.Item.Category, out var at)
        && view.Now < at.AddDays(view.Policy.DurableRestDays);
}
