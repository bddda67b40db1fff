using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T15: a topic rests after "not for me", and while the person has said no to it as such.</summary>
internal sealed class SayNoRule() : CandidateRule(TactRule.SayNo)
{
    public override bool Holds(Candidate candidate, TactView view) => view.IsPaused(candidate.Item.Topic);
}
