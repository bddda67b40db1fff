using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>What the recommender makes of one question, before it is written down.</summary>
/// <param name="Tier">The best tier among the items; popular when there are none.</param>
/// <param name="Considered">The candidates tact judged, best first.</param>
/// <param name="Used">The purposes whose data went into it.</param>
/// <param name="Recognition">How the person may be greeted; null where nothing may be said.</param>
/// <param name="Rules">The shop's rules that had a say: ids, ascending.</param>
public sealed record Answer(
    Tier Tier,
    IReadOnlyList<Recommendation> Items,
    IReadOnlyList<HeldBack> HeldBack,
    IReadOnlyList<Considered> Considered,
    Purposes Used,
    Recognition? Recognition = null,
    IReadOnlyList<string>? Rules = null)
{
    /// <summary>What of the person was there and was not read, and why.</summary>
    public IReadOnlyList<NotRead> NotRead { get; init; } = [];
}
