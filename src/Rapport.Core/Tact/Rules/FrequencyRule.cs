using Rapport.Core.Catalogue;

namespace Rapport.Core.Tact.Rules;

/// <summary>T5: a topic is shown so many times a week over all channels, an item so many times a month without a click; then it rests.</summary>
internal sealed class FrequencyRule() : CandidateRule(TactRule.Frequency)
{
    public override bool Holds(CatalogueItem item, bool isPersonal, TactView view) =>
        isPersonal && !view.Pace.IsEmpty && (view.Pace.ExposuresOf(item.Topic) >= view.Policy.TopicExposures || view.Pace.IsResting(item.Id));
}
