using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Decisions;

/// <summary>One answer of the decision point: what was shown or held back, by which rule, on which evidence.</summary>
/// <param name="Id">128 random bits, base64url; carries no time.</param>
/// <param name="Customer">Null where no customer's data went into the answer: then the line names nobody.</param>
/// <param name="Tier">The best tier among the items.</param>
/// <param name="Considered">The candidates tact judged, best first, for replay: item, score, topic, and the rule that held it back, if any.</param>
/// <param name="Used">The purposes whose data went into the answer.</param>
/// <param name="ModelHash">The model asked, lower-case hex; empty before the first training.</param>
/// <param name="IsDegraded">Plain content because keys or stores were away.</param>
/// <param name="Recognition">How the person may be greeted; null where nothing may be said.</param>
/// <param name="Rules">The shop's rules that had a say; null for none.</param>
/// <param name="Arms">On which side of which experiments it stood, e.g. <c>home-2:control</c>; null for none.</param>
/// <param name="FoldsReasons">An experiment asks pages to show an item's reason when it is asked for, and not before; the reason is there all the same.</param>
public sealed record Decision(
    string Id,
    TenantId Tenant,
    CustomerId? Customer,
    Surface Surface,
    DateTimeOffset At,
    Tier Tier,
    IReadOnlyList<Recommendation> Items,
    IReadOnlyList<HeldBack> HeldBack,
    IReadOnlyList<Considered> Considered,
    Purposes Used,
    string ModelHash,
    int PolicyVersion,
    bool IsDegraded,
    Recognition? Recognition = null,
    IReadOnlyList<string>? Rules = null,
    IReadOnlyList<string>? Arms = null,
    bool FoldsReasons = false)
{
    /// <summary>What of the person was there and was not read for this answer, and why: classes of data and purposes.</summary>
    public IReadOnlyList<NotRead> NotRead { get; init; } = [];
}
