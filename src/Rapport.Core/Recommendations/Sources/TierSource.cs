using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What the person's loyalty tier opens, the newest first: on stated or transactional data alone.</summary>
internal sealed class TierSource : CandidateSource
{
    public override string Id => "loyalty-tier";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation) =>
        situation.Membership?.Tier is null
            ? []
            : situation.Shop.Catalogue.Tiered.Where(situation.IsOffered).Select((item, place) => new Candidate(item, CandidateBasis.Loyalty, -place, []));
}
