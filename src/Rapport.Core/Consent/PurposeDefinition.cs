namespace Rapport.Core.Consent;

/// <summary>A purpose a customer can say yes or no to, with its code, its terms and the words it is asked in.</summary>
/// <param name="Id">The name on the wire, also the Segment consent category, e.g. <c>recommendations</c>.</param>
/// <param name="DpvCode">The W3C Data Privacy Vocabulary term, e.g. <c>dpv:ProvideProductRecommendations</c>.</param>
/// <param name="TextVersion">The version now asked, e.g. <c>recommendations/1</c>.</param>
/// <param name="RetentionDays">How long data kept for it is kept.</param>
/// <param name="ExpiresAfterDays">After how many days a yes must be asked again.</param>
public sealed record PurposeDefinition(
    Purposes Purpose,
    string Id,
    string DpvCode,
    string TextVersion,
    int RetentionDays,
    int ExpiresAfterDays,
    IReadOnlyDictionary<string, PurposeText> Texts);
