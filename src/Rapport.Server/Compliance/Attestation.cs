namespace Rapport.Server.Compliance;

/// <summary>What a person says was done, where no program can see it: who, when, and what there is to show for it.</summary>
/// <param name="Check">Which check it is evidence for.</param>
/// <param name="Days">For how long it counts.</param>
internal sealed record Attestation(string Check, DateTimeOffset At, string By, string Evidence, int Days)
{
    /// <summary>What can be attested, and for how many days.</summary>
    public static IReadOnlyDictionary<string, int> Kinds { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["restore-drill"] = 365,
        ["admin-second-factor"] = 365,
        ["transport"] = 365,
        ["backup-age"] = 7,
        ["alarms-answered"] = 365,
    };

    public bool Counts(DateTimeOffset now) => At <= now && now < At.AddDays(Days);
}
