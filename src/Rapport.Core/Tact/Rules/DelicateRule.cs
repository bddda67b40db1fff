using Rapport.Core.Catalogue;

namespace Rapport.Core.Tact.Rules;

/// <summary>T2: a delicate topic needs the person's word, or a purchase and evidence on two days.</summary>
internal sealed class DelicateRule() : CandidateRule(TactRule.Delicate)
{
    public override bool Holds(CatalogueItem item, bool isPersonal, TactView view) =>
        isPersonal && item.Class.IsDelicate && view.Evidence.Standing(item) == TopicStanding.None;
}
