using Rapport.Core.Catalogue;

namespace Rapport.Core.Tact.Rules;

/// <summary>T15: a topic rests after "not for me", and while the person has said no to it as such.</summary>
internal sealed class SayNoRule() : CandidateRule(TactRule.SayNo)
{
    public override bool Holds(CatalogueItem item, bool isPersonal, TactView view) => view.IsPaused(item.Topic);
}
