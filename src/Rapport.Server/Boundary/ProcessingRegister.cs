namespace Rapport.Server.Boundary;

/// <summary>The register of processing activities (GDPR, article 30) of a shop, made from the settings its server runs with.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Settings">SHA-256 of what the settings decide; the same stands in the privacy facts.</param>
/// <param name="Measures">Technical and organisational measures that are built in, in the reader's language.</param>
internal sealed record ProcessingRegister(
    string Tenant,
    string Name,
    DateTimeOffset At,
    string Settings,
    string Regime,
    string? Jurisdiction,
    IReadOnlyList<ProcessingActivity> Activities,
    IReadOnlyList<ProcessingRecipient> Recipients,
    IReadOnlyList<string> NeverKept,
    IReadOnlyList<string> Measures);

/// <summary>One purpose: whose data, which, how long, on which ground.</summary>
/// <param name="Title">In the reader's language, as customers are asked.</param>
/// <param name="Ground">consent: GDPR, article 6(1)(a).</param>
/// <param name="Data">Signals with their fields; empty where the shop keeps nothing for it.</param>
/// <param name="Profiling">True where rows follow what a person did.</param>
internal sealed record ProcessingActivity(string Purpose, string Title, string Benefit, string DpvCode, string Ground, string TextVersion, int YesDays, int RetentionDays, IReadOnlyList<RegisteredData> Data, bool Profiling);

/// <summary>A class of data of an activity.</summary>
internal sealed record RegisteredData(string Id, string Title, IReadOnlyList<string> Fields, int RetentionDays);

/// <summary>Who gets something, and for which purposes.</summary>
/// <param name="Country">ISO 3166; empty where the settings do not say.</param>
internal sealed record ProcessingRecipient(string Name, string Role, string Country, IReadOnlyList<string> Purposes);
