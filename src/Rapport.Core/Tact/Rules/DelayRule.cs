using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T4: mail and push wait after a topic became known; what shows up at once looks like being watched.</summary>
internal sealed class DelayRule() : CandidateRule(TactRule.Delay)
{
    public override bool Holds(Candidate candidate, TactView view) => candidate.IsPersonal && IsTooSoon(candidate.Item, view);

    /// <summary>Whether the item's topic may be carried, but not yet by a way that nobody asked for.</summary>
    public static bool IsTooSoon(CatalogueItem item, TactView view) =>
        view.IsUnasked
        && view.Evidence.KnownSince(item) is { } since
        && view.Now < since.AddHours(item.Class.IsDelicate ? view.Policy.DelicateDelayHours : view.Policy.DelayHours);
}
