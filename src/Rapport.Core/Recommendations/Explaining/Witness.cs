using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Sources;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>Watches what becomes of one item while an answer is made.</summary>
internal sealed class Witness(ItemId item, Situation situation)
{
    private readonly Dictionary<CandidateSource, Outcome> _seen = [];
    private readonly HashSet<CandidateSource> _cutShort = [];

    public ItemId Item => item;

    /// <summary>True for the item and its variants.</summary>
    public bool Means(CatalogueItem other) => other.Id == item || situation.ProductOf(other) == situation.ProductOf(item);

    public void Saw(CandidateSource source, Candidate candidate, Outcome outcome)
    {
        if (Means(candidate.Item))
            _seen.TryAdd(source, outcome);
    }

    /// <summary>A candidate that was put off came up a second time; the second counts.</summary>
    public void SawAgain(CandidateSource source, Candidate candidate, Outcome outcome)
    {
        if (Means(candidate.Item))
            _seen[source] = outcome;
    }

    public void Ended(CandidateSource source, Slate slate)
    {
        if (slate.IsFull)
            _cutShort.Add(source);
    }

    /// <summary>What a source's candidate met with first; null when the slate was never offered it.</summary>
    public Outcome? OutcomeOf(CandidateSource source) => _seen.TryGetValue(source, out var seen) ? seen : null;

    /// <summary>True when the slots were taken before the source had told all.</summary>
    public bool WasCutShort(CandidateSource source) => _cutShort.Contains(source);
}
