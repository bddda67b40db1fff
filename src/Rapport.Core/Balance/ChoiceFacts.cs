using Rapport.Core.Balance.Facts;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;

namespace Rapport.Core.Balance;

/// <summary>What a ledger says of one person's choices: whether what was used was permitted then, and how soon a no was obeyed.</summary>
internal static class ChoiceFacts
{
    /// <summary>Every purpose that went into a line was permitted when it was asked.</summary>
    public static bool IsLawful(ConsentLedger ledger, LoggedLine line) =>
        PurposeCatalogue.All.All(purpose => !line.Used.HasFlag(purpose.Purpose) || Allowed(ledger, purpose, line.At));

    /// <summary>Writes the purposes turned on and off, and what was used after a no.</summary>
    /// <param name="lines">The person's lines of the window.</param>
    public static void Write(ConsentLedger ledger, IReadOnlyList<LoggedLine> lines, DayFacts days)
    {
        foreach (var purpose in PurposeCatalogue.All)
        {
            var choices = ledger.Entries.Where(entry => entry.Purpose == purpose.Purpose && entry.Scope is null).ToList();
            for (var i = 0; i < choices.Count; i++)
                Write(choices, i, lines, days);
        }
    }

    private static void Write(List<ConsentEntry> choices, int place, IReadOnlyList<LoggedLine> lines, DayFacts days)
    {
        var (choice, next) = (choices[place], choices.ElementAtOrDefault(place + 1));
        if (days.At(choice.At) is not { } day)
            return;
        var (isYes, wasYes) = (choice.Choice == ConsentChoice.Granted, place > 0 && choices[place - 1].Choice == ConsentChoice.Granted);
        if (choice.Purpose == Purposes.Recommendations)
            day.OptIn = isYes ? day.OptIn with { Granted = day.OptIn.Granted + 1 } : day.OptIn with { Refused = day.OptIn.Refused + 1 };
        if (isYes && !wasYes)
            day.Permissions.Add(new PermissionFact(choice.At, choices.Skip(place + 1).FirstOrDefault(later => later.Choice != ConsentChoice.Granted)?.At));
        if (isYes || !wasYes)
            return;
        var used = lines.Where(line => line.Used.HasFlag(choice.Purpose) && line.At > choice.At && (next is null || line.At < next.At)).Select(line => (DateTimeOffset?)line.At).Max();
        day.Withdrawals.Add(new WithdrawalFact(choice.At, used));
    }

    private static bool Allowed(ConsentLedger ledger, PurposeDefinition purpose, DateTimeOffset at) =>
        ledger.LastChoice(purpose.Purpose, at) is { Choice: ConsentChoice.Granted } entry && at < entry.At.AddDays(purpose.ExpiresAfterDays);
}
