using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T2: a delicate topic needs the person's word, or a purchase and evidence on two days.</summary>
internal sealed class DelicateRule() : CandidateRule(TactRule.Delicate)
{
    public override bool Holds(Candidate candidate, TactView view) =>
        candidate.IsPersonal && candidate.Item.Class.IsDelicate && view.Evidence.Standing(candidate.Item) == TopicStanding.None;
}
