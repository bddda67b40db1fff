using Rapport.Core.Consent;
using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>T1: a sensitive item is for nobody's row; with an explicit yes to its topic it may be personal on the site, never in mail or push.</summary>
internal sealed class SensitiveRule() : CandidateRule(TactRule.Sensitive)
{
    public override bool Holds(Candidate candidate, TactView view) =>
        candidate.Item.Class.IsSensitive && (!candidate.IsPersonal || view.IsUnasked || !view.Ledger.Allows(Purposes.Recommendations, view.Now, candidate.Item.Class.Code));
}
