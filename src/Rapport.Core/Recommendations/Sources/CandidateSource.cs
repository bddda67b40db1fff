using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>One way to find items for a question. Knows nothing of the other ways, of the rules, or of how many slots are left.</summary>
/// <remarks><b>Threads</b>: stateless. <b>Cost</b>: lazy; stops where the reader stops.</remarks>
internal abstract class CandidateSource
{
    /// <summary>Candidates, best first. Those that are not open to the person now may be among them: the slate passes them over.</summary>
    public abstract IEnumerable<Candidate> Find(Situation situation);

    /// <summary>What would have been found, had a rule not silenced its evidence. Counted as held back, never shown.</summary>
    public virtual IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation) => [];
}
