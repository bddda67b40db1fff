using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T6: a topic appears in so many channels a week and in no other.</summary>
/// <remarks>That one device does not know of another without permission is what history a decision reads.</remarks>
internal sealed class SpreadRule() : CandidateRule(TactRule.Spread)
{
    public override bool Holds(Candidate candidate, TactView view) =>
        candidate.IsPersonal && !view.Pace.IsEmpty && view.Pace.ChannelsOf(candidate.Item.Topic, besides: view.Channel) >= view.Policy.TopicChannels;
}
