using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>That part of a customer's history which one purpose may read at one moment. The only way a decision sees history.</summary>
/// <remarks>
/// <para><b>Invariant</b>: every line carries the purpose (in mail a person's "not for me" and strength count whatever they were said for: they only take away), the ledger allows the purpose now, the line is within retention, and its item is known and
/// either not sensitive or explicitly consented to; nothing of it comes from elsewhere (rule T11). Absence of any of these is a no.</para>
/// <para><b>Order and determinism</b>: order of arrival.</para>
/// </remarks>
public sealed class UsableHistory
{
    /// <summary>A visit ends when nothing happened for half an hour.</summary>
    public static readonly TimeSpan VisitGap = TimeSpan.FromMinutes(30);

    private readonly List<HistoryLine> _lines;

    private UsableHistory(List<HistoryLine> lines, IReadOnlyList<HistoryLine> shown, DateTimeOffset now)
    {
        (_lines, Shown) = (lines, shown);
        VisitStart = StartOfVisit(lines, now);
    }

    /// <summary>History that nobody may use.</summary>
    public static UsableHistory None { get; } = new([], [], DateTimeOffset.UnixEpoch);

    public IReadOnlyList<HistoryLine> Lines => _lines;

    /// <summary>What the person was shown and sent, on any device and for whatever purpose: it sets the pace, and only ever takes away.</summary>
    public IReadOnlyList<HistoryLine> Shown { get; }

    /// <summary>What was there and may not be read for this purpose, by class of data, purpose and cause.</summary>
    public IReadOnlyList<NotRead> NotRead { get; private init; } = [];

    /// <summary>When the visit that is still going on began; <see cref="DateTimeOffset.MaxValue"/> when none is.</summary>
    public DateTimeOffset VisitStart { get; }

    public bool IsInVisit(HistoryLine line) => line.At >= VisitStart;

    /// <param name="device">Only what happened on this device, or on none that is known; null for all of them.</param>
    public static UsableHistory Of(CustomerFile file, Purposes purpose, ItemCatalogue catalogue, DateTimeOffset now, uint? device = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!file.Ledger.Allows(purpose, now))
            return new UsableHistory([], [], DateTimeOffset.UnixEpoch) { NotRead = Refused(file, purpose) };
        var oldest = now.AddDays(-PurposeCatalogue.Find(purpose).RetentionDays);
        var lines = new List<HistoryLine>(file.History.Count);
        List<HistoryLine>? shown = null;
        List<NotRead>? refused = null;
        foreach (var line in file.History)
        {
            // What was shown or sent is no history of the person: it only sets the pace.
            if (IsPace(line))
            {
                (shown ??= []).Add(line);
                continue;
            }

            var isKeptForIt = (line.Purposes & purpose) == purpose || (purpose == Purposes.Email && IsNo(line));
            if (isKeptForIt && line.At >= oldest
                && IsHeardOn(line, device) && MayUse(line, file.Ledger, purpose, catalogue, now))
                lines.Add(line);
            else
                Note(refused ??= [], line, purpose, isKeptForIt ? NotReadCause.Barred : NotReadCause.OtherPurpose);
        }

        return new UsableHistory(lines, shown ?? [], now) { NotRead = refused ?? [] };
    }

    private static List<NotRead> Refused(CustomerFile file, Purposes purpose)
    {
        var refused = new List<NotRead>();
        foreach (var line in file.History.Where(line => !IsPace(line)))
            Note(refused, line, purpose, (line.Purposes & purpose) == purpose ? NotReadCause.NoConsent : NotReadCause.OtherPurpose);
        return refused;
    }

    /// <summary>Counts a line to its class, purpose and cause, of which there are few.</summary>
    private static void Note(List<NotRead> refused, HistoryLine line, Purposes asked, NotReadCause cause)
    {
        var dataClass = RetentionTerms.ClassOf(line.Kind);
        for (var i = 0; i < refused.Count; i++)
        {
            var known = refused[i];
            if (known.Cause == cause && known.KeptFor == line.Purposes && known.DataClass == dataClass)
            {
                refused[i] = known with { Lines = known.Lines + 1 };
                return;
            }
        }

        refused.Add(new NotRead(dataClass, line.Purposes, asked, cause, 1));
    }

    /// <summary>A "not for me" holds on every device, wherever it was said.</summary>
    private static bool IsHeardOn(HistoryLine line, uint? device) => device is null || line.Device == 0 || line.Device == device || IsNo(line);

    private static bool IsPace(HistoryLine line) => line.Kind is EventKind.Shown or EventKind.Mailed;

    private static bool IsNo(HistoryLine line) => line.Kind is EventKind.Hidden or EventKind.ExcludedFromTaste or EventKind.StrengthChosen;

    private static bool MayUse(HistoryLine line, ConsentLedger ledger, Purposes purpose, ItemCatalogue catalogue, DateTimeOffset now) =>
        line.Provenance != Provenance.External
        && (line.Item is not { } id || IsOpen(id, ledger, purpose, catalogue, now));

    private static bool IsOpen(ItemId id, ConsentLedger ledger, Purposes purpose, ItemCatalogue catalogue, DateTimeOffset now) =>
        catalogue.Find(id) is { } item && (!item.Class.IsSensitive || ledger.Allows(purpose, now, item.Class.Code));

    private static DateTimeOffset StartOfVisit(List<HistoryLine> lines, DateTimeOffset now)
    {
        var start = DateTimeOffset.MaxValue;
        if (!lines.Exists(line => now - line.At <= VisitGap))
            return start;
        var edge = now;
        foreach (var at in lines.Select(line => line.At).OrderDescending())
        {
            if (edge - at > VisitGap)
                break;
            start = edge = at;
        }

        return start;
    }
}
