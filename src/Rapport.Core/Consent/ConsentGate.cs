using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Consent;

/// <summary>Decides whether an event may be stored, and for which purposes. Pure: same inputs, same verdict.</summary>
/// <remarks>Rules in order: time, erasure (ground rule 4), consent then and now (ground rule 2), sensitive items (ground rule 6).</remarks>
public static class ConsentGate
{
    /// <summary>How far ahead of the server's clock an event may lie before it is refused; within it, it counts as now.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromHours(24);

    /// <summary>What a sensitive item may be used for at the most: rows on the site, with explicit consent to the topic. Never learning, mail or reports.</summary>
    internal const Purposes SensitiveUse = Purposes.Recommendations;

    /// <summary>What a quiz answer, or how strongly rows may be personal, may be used for: the suggestions it was asked for, and nothing else (rule T7).</summary>
    internal const Purposes QuizUse = Purposes.Recommendations;

    /// <param name="erasedAt">When the customer was last erased, from the tombstone.</param>
    public static Verdict Permit(Event candidate, ConsentLedger ledger, DateTimeOffset? erasedAt, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(catalogue);

        var happened = candidate.HappenedAt > candidate.ArrivedAt ? candidate.ArrivedAt : candidate.HappenedAt;
        if (candidate.HappenedAt - candidate.ArrivedAt > FutureTolerance || candidate.ArrivedAt - happened > TimeSpan.FromDays(365))
            return new Verdict.Deny(DenyCode.Time);
        if (happened <= erasedAt)
            return new Verdict.Deny(DenyCode.Erased);

        var (purposes, toLedger) = Allowed(candidate, happened, ledger);
        if (candidate.Kind is EventKind.QuizAnswered or EventKind.StrengthChosen)
            purposes &= QuizUse;
        if (purposes == Purposes.None)
            return new Verdict.Deny(DenyCode.NoConsent);

        return PermitLines(candidate, happened, purposes, toLedger, ledger, catalogue);
    }

    private static (Purposes Purposes, List<ConsentEntry> ToLedger) Allowed(Event candidate, DateTimeOffset happened, ConsentLedger ledger)
    {
        var barred = ledger.Limited(ConsentScope.OfKind(candidate.Kind)) | (candidate.Signals.HasFlag(PrivacySignals.Gpc) ? ledger.BarredByGpc() : Purposes.None);
        var purposes = ledger.AllowedAt(happened) & ledger.AllowedAt(candidate.ArrivedAt) & ~barred;
        var toLedger = new List<ConsentEntry>();
        if (candidate.Stated is not { } stated)
            return (purposes & UseOf(candidate.Kind), toLedger);

        purposes &= ~stated.No;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (ledger.IsChild || !(stated.Yes & ~stated.No & ~barred).HasFlag(purpose.Purpose) || !ledger.IsSilent(purpose.Purpose))
                continue;
            purposes |= purpose.Purpose;
            toLedger.Add(new ConsentEntry(purpose.Purpose, ConsentChoice.Granted, happened, "stated-by-sender", "und", "event", ConsentSource.Event, Signals: candidate.Signals));
        }

        return (purposes & UseOf(candidate.Kind), toLedger);
    }

    /// <summary>What a kind of event may be kept for at the most: the loyalty programme has a purpose of its own, and nothing else is kept for it.</summary>
    internal static Purposes UseOf(EventKind kind) =>
        kind switch
        {
            EventKind.LoyaltyPointsEarned or EventKind.LoyaltyTierChanged => Purposes.Loyalty,
            // What was shown or sent sets the pace and is counted; nothing learns from it.
            EventKind.Shown or EventKind.Mailed => Purposes.Recommendations | Purposes.Email | Purposes.Measurement,
            _ => Purposes.All & ~Purposes.Loyalty,
        };

    private static Verdict PermitLines(Event candidate, DateTimeOffset happened, Purposes purposes, List<ConsentEntry> toLedger, ConsentLedger ledger, ItemCatalogue catalogue)
    {
        if (candidate.Lines.Count == 0)
        {
            // Free text is classed like an item: words of a sensitive topic are not kept either.
            if (candidate.Text is { } text && catalogue.Classifier.ClassOfText(text).IsSensitive)
                return new Verdict.Deny(DenyCode.Sensitive);
            var open = candidate is { Kind: EventKind.CategoryViewed, Text: { } path } ? purposes & ~ledger.Limited(ConsentScope.OfTopic(Topic.OfPath(path).Name)) : purposes;
            return open == Purposes.None ? new Verdict.Deny(DenyCode.NoConsent) : new Verdict.Allow(open, [], toLedger);
        }

        var lines = new List<PermittedLine>(candidate.Lines.Count);
        var code = DenyCode.UnknownItem;
        foreach (var line in candidate.Lines)
        {
            if (catalogue.Find(line.Item) is not { } item)
                continue;
            var allowed = item.Class.IsSensitive
                ? purposes & SensitiveUse & ledger.AllowedAt(happened, item.Class.Code) & ledger.AllowedAt(candidate.ArrivedAt, item.Class.Code)
                : purposes & ~ledger.Limited(ConsentScope.OfTopic(item.Topic.Name));
            if (allowed != Purposes.None)
                lines.Add(new PermittedLine(line, allowed));
            else
                code = item.Class.IsSensitive ? DenyCode.Sensitive : DenyCode.NoConsent;
        }

        return lines.Count == 0 ? new Verdict.Deny(code) : new Verdict.Allow(purposes, lines, toLedger);
    }
}
