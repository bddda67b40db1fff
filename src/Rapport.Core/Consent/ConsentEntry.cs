namespace Rapport.Core.Consent;

/// <summary>One choice about one purpose, with the evidence of how it was made. Never changed, only followed by another.</summary>
/// <param name="Purpose">Exactly one purpose.</param>
/// <param name="At">UTC, when the choice was made.</param>
/// <param name="TextVersion">The version of the text that was shown, e.g. <c>recommendations/1</c>; resolves to the exact words by <see cref="PurposeCatalogue"/>.</param>
/// <param name="Language">The language it was shown in, e.g. <c>en</c>.</param>
/// <param name="Surface">Where it was asked, e.g. <c>home</c>, <c>privacy-centre</c>, <c>import</c>.</param>
/// <param name="Topic">Null for ordinary data; a sensitive class code (<c>S1</c>) for explicit consent to that topic.</param>
public sealed record ConsentEntry(
    Purposes Purpose,
    ConsentChoice Choice,
    DateTimeOffset At,
    string TextVersion,
    string Language,
    string Surface,
    ConsentSource Source,
    string? Topic = null);
