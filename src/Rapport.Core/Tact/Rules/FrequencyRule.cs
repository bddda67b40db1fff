using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T5: a topic is shown so many times a week over all channels, an item so many times a month without a click; then it rests.</summary>
internal sealed class FrequencyRule() : CandidateRule(TactRule.Frequency)
{
    public override bool Holds(Candidate candidate, TactView view) =>
        candidate.IsPersonal && !view.Pace.IsEmpty && (view.Pace.ExposuresOf(candidate.Item.Topic) >= view.Policy.TopicExposures || view.Pace.IsResting(candidate.Item.Id));
}
