namespace Rapport.Core.Consent;

/// <summary>One choice about one purpose, with the evidence of how it was made. Never changed, only followed by another.</summary>
/// <param name="Purpose">Exactly one purpose.</param>
/// <param name="At">UTC, when the choice was made.</param>
/// <param name="TextVersion">The version of the text that was shown, e.g. <c>recommendations/1</c>; resolves to the exact words by <see cref="PurposeCatalogue"/>.</param>
/// <param name="Language">The language it was shown in, e.g. <c>en</c>.</param>
/// <param name="Surface">Where it was asked, e.g. <c>home</c>, <c>privacy-centre</c>, <c>import</c>.</param>
/// <param name="Scope">Null for the purpose as a whole; else the part of it that the choice is about, see <see cref="ConsentScope"/>.</param>
/// <param name="Regime">The law it was asked under.</param>
/// <param name="Jurisdiction">ISO 3166, e.g. <c>DE</c> or <c>US-CA</c>; null where nobody said.</param>
/// <param name="Signals">What the browser or the device said by itself while the person chose.</param>
/// <param name="Request">A hash of the request's idempotency key: the same request writes once.</param>
public sealed record ConsentEntry(
    Purposes Purpose,
    ConsentChoice Choice,
    DateTimeOffset At,
    string TextVersion,
    string Language,
    string Surface,
    ConsentSource Source,
    string? Scope = null,
    ConsentRegime Regime = ConsentRegime.OptIn,
    string? Jurisdiction = null,
    PrivacySignals Signals = PrivacySignals.None,
    string? Request = null);
