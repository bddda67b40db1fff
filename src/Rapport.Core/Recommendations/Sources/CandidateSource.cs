using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>One way to find items for a question. Knows nothing of the other ways, of the rules, or of how many slots are left.</summary>
/// <remarks><b>Threads</b>: stateless. <b>Cost</b>: lazy; stops where the reader stops.</remarks>
internal abstract class CandidateSource
{
    /// <summary>Its name where answers are explained; stable.</summary>
    public virtual string Id => "other";

    /// <summary>Whether it finds by what is known of the person, and not by the page or by what many choose.</summary>
    public virtual bool IsOfPerson => false;

    /// <summary>Candidates, best first. Those that are not open to the person now may be among them: the slate passes them over.</summary>
    public abstract IEnumerable<Candidate> Find(Situation situation);

    /// <summary>What would have been found, had a rule not silenced its evidence. Counted as held back, never shown.</summary>
    public virtual IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation) => [];

    /// <summary>As <see cref="Find"/> with no end to the list and nothing barred that is explained: for explaining, never for answering.</summary>
    public virtual IEnumerable<Candidate> FindAll(Situation situation, ItemId explained) => Find(situation);

    /// <summary>As <see cref="Silenced"/>, likewise.</summary>
    public virtual IEnumerable<(Candidate Candidate, TactRule SilencedBy)> AllSilenced(Situation situation, ItemId explained) => Silenced(situation);
}
