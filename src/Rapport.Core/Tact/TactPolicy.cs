namespace Rapport.Core.Tact;

/// <summary>The parameters of the rules in force. A change is a new version, and every decision names the version it obeyed.</summary>
/// <param name="EvidenceWeight">T3: least weight of an ordinary topic that is carried to a later visit.</param>
/// <param name="EvidenceItems">T3: least number of distinct items, also within a visit.</param>
/// <param name="EvidenceDays">T3 and T2: least number of distinct days.</param>
/// <param name="HalfLifeDays">T3: the weight of an event halves in so many days.</param>
/// <param name="PauseDays">T15: how long a topic rests after one "not for me"; after a second it is off.</param>
/// <param name="RestDays">T14: how long a consumable rests after it was bought.</param>
/// <param name="BreathingRoom">T20: least share of the slots that is not from the profile.</param>
/// <param name="ReasonShare">Ground rule 17: least share of the score that the named evidence carries.</param>
/// <param name="ReasonItems">T10: most items a reason names.</param>
/// <remarks>Source: tact specification, section 3, the default column.</remarks>
public sealed record TactPolicy(
    int Version = 1,
    double EvidenceWeight = 3,
    int EvidenceItems = 2,
    int EvidenceDays = 2,
    double HalfLifeDays = 30,
    int PauseDays = 90,
    int RestDays = 30,
    double BreathingRoom = 0.1,
    double ReasonShare = 0.5,
    int ReasonItems = 3)
{
    public static TactPolicy Default { get; } = new();
}
