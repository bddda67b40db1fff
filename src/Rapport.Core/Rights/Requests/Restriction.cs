using Rapport.Core.Consent;
using Rapport.Core.History;

namespace Rapport.Core.Rights.Requests;

/// <summary>Rest for what is held (GDPR 18): every yes rests and nothing is deleted; lifted, each holds again as it was given, and runs out when it would have.</summary>
public static class Restriction
{
    private const string Surface = "rights";

    /// <returns>How many purposes rest from now on.</returns>
    public static int Begin(CustomerFile file, DateTimeOffset now, string language, ConsentSource source)
    {
        ArgumentNullException.ThrowIfNull(file);
        var begun = 0;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (Last(file, purpose.Purpose)?.Choice != ConsentChoice.Granted)
                continue;
            file.Choose(new ConsentEntry(purpose.Purpose, ConsentChoice.Restricted, now, purpose.TextVersion, language, Surface, source));
            begun++;
        }

        return begun;
    }

    /// <returns>How many purposes hold again.</returns>
    public static int Lift(CustomerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var lifted = 0;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (Last(file, purpose.Purpose)?.Choice != ConsentChoice.Restricted)
                continue;
            var yes = file.Ledger.Entries.Last(entry => entry.Purpose == purpose.Purpose && entry.Scope is null && entry.Choice == ConsentChoice.Granted);
            file.Choose(yes);
            lifted++;
        }

        return lifted;
    }

    private static ConsentEntry? Last(CustomerFile file, Purposes purpose) => file.Ledger.LastChoice(purpose, DateTimeOffset.MaxValue);
}
