using Rapport.Core.Consent;

namespace Rapport.Demo.Customers;

/// <summary>The choices of simulated customers: about 70 % let the shop suggest, 60 % let others learn, 30 % want mail; some were never asked.</summary>
internal static class DemoChoices
{
    private const int RenewedAfterDays = 180;

    internal static List<ConsentEntry> Of(DateTimeOffset firstOrder, DateTimeOffset today, Random chance)
    {
        var mood = chance.NextDouble();
        var granted = new (Purposes Purpose, bool IsGranted)[]
        {
            (Purposes.Recommendations, mood < 0.7),
            (Purposes.Learning, chance.NextDouble() < (mood < 0.7 ? 0.82 : 0.09)),
            (Purposes.Email, chance.NextDouble() < (mood < 0.7 ? 0.41 : 0.05)),
            (Purposes.Measurement, chance.NextDouble() < (mood < 0.7 ? 0.6 : 0.05)),
        };
        // The last eighth never answered the card: no choice is no yes.
        if (mood > 0.88)
            return [];

        var asked = firstOrder.AddMinutes(-5);
        var renewed = asked.AddDays(RenewedAfterDays);
        var entries = granted.Select(choice => Entry(choice.Purpose, choice.IsGranted, asked)).ToList();
        if (renewed < today)
            entries.AddRange(granted.Where(choice => choice.IsGranted).Select(choice => Entry(choice.Purpose, isGranted: true, renewed)));
        return entries;
    }

    private static ConsentEntry Entry(Purposes purpose, bool isGranted, DateTimeOffset at) => new(
        purpose,
        isGranted ? ConsentChoice.Granted : ConsentChoice.Refused,
        at,
        PurposeCatalogue.Find(purpose).TextVersion,
        "en",
        "sample",
        ConsentSource.Sample);
}
