using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rapport.Core.Consent;

/// <summary>The parts of purposes that need a yes of their own, and every text version ever shown for them.</summary>
public static class PermissionCatalogue
{
    private const string KeptEnglish = "As long as what it is about.";
    private const string KeptGerman = "So lange wie das, worum es geht.";

    public static ImmutableArray<PermissionDefinition> All { get; } =
    [
        new(ConsentScope.Devices, "devices/1", Texts(
            new("Your devices together", "Go on where you left off, on your phone or at your desk.", "What you did here while signed in, on each of your devices.", KeptEnglish, "What you looked at on one device may speak on another.", "Each device speaks of what happened on it.", "Connect my devices", "Keep them apart"),
            new("Ihre Geräte zusammen", "Machen Sie weiter, wo Sie aufgehört haben, am Telefon oder am Schreibtisch.", "Was Sie angemeldet hier getan haben, auf jedem Ihrer Geräte.", KeptGerman, "Was Sie auf einem Gerät angesehen haben, darf auf einem anderen sprechen.", "Jedes Gerät spricht von dem, was auf ihm geschah.", "Geräte verbinden", "Getrennt lassen"))),
        new(ConsentScope.Past, "past/1", Texts(
            new("What you chose before signing in", "Keep what you chose on this device before you signed in.", "What this device holds under its own number, and nothing else.", KeptEnglish, "It becomes part of your account; the number goes.", "It stays with this device, and your account does not know it.", "Take it along", "Leave it"),
            new("Was Sie vor dem Anmelden wählten", "Behalten Sie, was Sie auf diesem Gerät vor dem Anmelden gewählt haben.", "Was dieses Gerät unter seiner eigenen Nummer hat, sonst nichts.", KeptGerman, "Es wird Teil Ihres Kontos; die Nummer verschwindet.", "Es bleibt bei diesem Gerät, und Ihr Konto weiß nichts davon.", "Mitnehmen", "Hier lassen"))),
        Sensitive("S1", "health", "Gesundheit"),
        Sensitive("S2", "sex life and orientation", "Sexualleben und Orientierung"),
        Sensitive("S3", "religion and belief", "Religion und Weltanschauung"),
        Sensitive("S4", "politics and trade unions", "Politik und Gewerkschaften"),
        Sensitive("S5", "ethnic and national origin", "ethnische und nationale Herkunft"),
        Sensitive("S6", "gender identity", "Geschlechtsidentität"),
        Sensitive("S10", "violence and its victims", "Gewalt und ihre Opfer"),
        Sensitive("S11", "money trouble", "Geldsorgen"),
        new(ConsentScope.AppTracking, "apple-att", FrozenDictionary<string, PurposeText>.Empty),
        new(ConsentScope.Child, "told-by-shop", FrozenDictionary<string, PurposeText>.Empty),
    ];

    private static readonly FrozenDictionary<string, PermissionDefinition> ByScope = All.ToFrozenDictionary(permission => permission.Scope, StringComparer.Ordinal);

    /// <summary>Null for a whole purpose, and for a part that is open with it.</summary>
    public static PermissionDefinition? Find(string? scope) => scope is null ? null : ByScope.GetValueOrDefault(scope);

    private static PermissionDefinition Sensitive(string code, string english, string german) => new(code, $"sensitive-{code}/1", Texts(
        new($"Suggestions about {english}", $"See things that go with what you chose about {english}.", $"What you view, put in your cart and buy here about {english}: sensitive data, kept only with this yes.", "Kept for 365 days, then gone.", "Rows on this site may speak of it; mails, counts and others never do.", "Nothing of it is kept.", "Use it for my rows", "Do not keep it"),
        new($"Vorschläge zu: {german}", $"Sehen Sie, was zu dem passt, was Sie gewählt haben. Thema: {german}.", $"Was Sie hier ansehen, in den Warenkorb legen und kaufen, Thema {german}: sensible Daten, nur mit diesem Ja behalten.", "365 Tage aufbewahrt, dann gelöscht.", "Reihen auf dieser Seite dürfen davon sprechen; Mails, Zählungen und andere nie.", "Nichts davon wird behalten.", "Für meine Reihen nutzen", "Nicht behalten")));

    private static FrozenDictionary<string, PurposeText> Texts(PurposeText english, PurposeText german) =>
        new Dictionary<string, PurposeText> { ["en"] = english, ["de"] = german }.ToFrozenDictionary(StringComparer.Ordinal);
}
