using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What the shop chose for a message, in its order: nothing where it chose nothing.</summary>
internal sealed class ChosenSource : CandidateSource
{
    public override string Id => "chosen";

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var place = 0;
        foreach (var id in situation.Request.Filters?.Items ?? [])
        {
            if (situation.Find(id) is { } item)
                yield return new Candidate(item, CandidateBasis.Pinned, -place++, []);
        }
    }
}
