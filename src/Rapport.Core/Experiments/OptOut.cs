using Rapport.Core.Consent;

namespace Rapport.Core.Experiments;

/// <summary>Taking back the yes to suggestions, as an outcome.</summary>
internal static class OptOut
{
    /// <summary>Whether suggestions were allowed at the start and no longer at the end; a yes that ran out is nobody's no.</summary>
    public static bool Happened(ConsentLedger ledger, DateTimeOffset start, DateTimeOffset end) =>
        ledger.LastChoice(Purposes.Recommendations, start) is { Choice: ConsentChoice.Granted } yes
        && start < yes.At.AddDays(PurposeCatalogue.Find(Purposes.Recommendations).ExpiresAfterDays)
        && ledger.LastChoice(Purposes.Recommendations, end) is not { Choice: ConsentChoice.Granted };
}
