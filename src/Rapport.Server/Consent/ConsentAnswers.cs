using Rapport.Core.Consent;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Consent;

/// <summary>What a ledger says, as the API says it.</summary>
internal static class ConsentAnswers
{
    /// <param name="restMonths">How long a no rests in this shop.</param>
    /// <param name="signals">What the asking browser says by itself.</param>
    public static IReadOnlyList<PurposeState> Purposes(ConsentLedger ledger, DateTimeOffset now, int restMonths, PrivacySignals signals)
    {
        var barred = signals.HasFlag(PrivacySignals.Gpc) ? ledger.BarredByGpc() : Core.Consent.Purposes.None;
        return [.. PurposeCatalogue.All.Select(purpose => State(purpose, ledger, now, restMonths, ledger.IsChild ? "child" : barred.HasFlag(purpose.Purpose) ? "gpc" : null))];
    }

    /// <summary>What holds for parts of purposes, each as it was last chosen.</summary>
    public static IReadOnlyList<PartState> Parts(ConsentLedger ledger, DateTimeOffset now) =>
        [.. ledger.Entries.Where(entry => entry.Scope is not (null or ConsentScope.AppTracking or ConsentScope.Child)).GroupBy(entry => (entry.Purpose, entry.Scope)).Select(part => Part(part.Last(), ledger, now))];

    /// <summary>Every choice, oldest first.</summary>
    public static IReadOnlyList<ConsentLine> Entries(ConsentLedger ledger) =>
    [
        .. ledger.Entries.Select(entry => new ConsentLine(
            PurposeCatalogue.Find(entry.Purpose).Id, Wire.Name(entry.Choice), entry.At, entry.TextVersion, entry.Language, entry.Surface, Wire.Name(entry.Source), entry.Scope,
            Wire.Name(entry.Regime), entry.Jurisdiction, RequestSignals.Names(entry.Signals))),
    ];

    /// <summary>The status of the app's tracking question as it was last told; null where nobody said.</summary>
    public static string? AppTracking(ConsentLedger ledger) => ledger.LastChoice(Core.Consent.Purposes.Recommendations, DateTimeOffset.MaxValue, ConsentScope.AppTracking)?.Choice switch
    {
        ConsentChoice.Granted => "authorized",
        null => null,
        _ => "denied",
    };

    private static PurposeState State(PurposeDefinition purpose, ConsentLedger ledger, DateTimeOffset now, int restMonths, string? barred)
    {
        var rests = ledger.RestsUntil(purpose.Purpose, now, restMonths);
        if (ledger.LastChoice(purpose.Purpose, now) is not { } last)
            return new PurposeState(purpose.Id, "none", null, null, null, rests, barred);
        var isGranted = last.Choice == ConsentChoice.Granted;
        DateTimeOffset? expires = isGranted ? last.At.AddDays(purpose.ExpiresAfterDays) : null;
        return new PurposeState(purpose.Id, now >= expires ? "expired" : Wire.Name(last.Choice), last.At, last.TextVersion, expires, rests, barred);
    }

    private static PartState Part(ConsentEntry last, ConsentLedger ledger, DateTimeOffset now)
    {
        var isExpired = last.Choice == ConsentChoice.Granted && !ConsentScope.IsLimit(last.Scope) && now >= last.At.AddDays(PurposeCatalogue.Find(last.Purpose).ExpiresAfterDays);
        return new PartState(PurposeCatalogue.Find(last.Purpose).Id, last.Scope!, isExpired ? "expired" : Wire.Name(last.Choice), last.At);
    }
}
