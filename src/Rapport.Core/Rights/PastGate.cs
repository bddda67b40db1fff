using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Rights;

/// <summary>Decides what of an anonymous past may become a customer's own: what both ledgers allow now, after her yes to taking it along. Pure.</summary>
/// <remarks><b>Order and determinism</b>: order of the past; what was taken before is known again by its message and not taken twice.</remarks>
public static class PastGate
{
    /// <summary>The purposes for which a customer lets her past be taken along; none without that yes.</summary>
    public static Purposes Open(ConsentLedger ledger, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.AllowedAt(now) & ledger.AllowedAt(now, ConsentScope.Past);
    }

    /// <summary>Copies what may be taken along into the customer's file.</summary>
    /// <param name="past">The file of the number, as it was read.</param>
    /// <returns>Null without the yes: then nothing was copied.</returns>
    public static TakenPast? Take(CustomerFile file, CustomerFile past, ItemCatalogue catalogue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (Open(file.Ledger, now) == Purposes.None)
            return null;
        var taken = 0;
        foreach (var permitted in Permit(file, past, catalogue, now).ToList())
        {
            taken += Math.Max(1, permitted.Verdict.Lines.Count);
            file.Record(permitted);
        }

        return new TakenPast(taken, past.History.Count - taken, null);
    }

    private static IEnumerable<PermittedEvent> Permit(CustomerFile file, CustomerFile past, ItemCatalogue catalogue, DateTimeOffset now)
    {
        var open = Open(file.Ledger, now) & past.Ledger.AllowedAt(now);
        foreach (var lines in past.History.GroupBy(line => line.MessageKey))
        {
            var allowed = lines.Select(line => (Line: line, Purposes: PurposesOf(line, open, file, catalogue, now))).Where(each => each.Purposes != Purposes.None).ToList();
            if (allowed.Count > 0)
                yield return Ticket(file.Customer, past.Customer, lines.Key, allowed, now);
        }
    }

    private static Purposes PurposesOf(HistoryLine line, Purposes open, CustomerFile file, ItemCatalogue catalogue, DateTimeOffset now)
    {
        if (line.At <= file.ErasedAt || line.Provenance == Provenance.External || (line.Kind == EventKind.StrengthChosen && file.History.Any(own => own.Kind == line.Kind)))
            return Purposes.None;
        var purposes = line.Purposes & open & ~file.Ledger.Limited(ConsentScope.OfKind(line.Kind));
        if (line.Item is not { } id)
            return line is { Kind: EventKind.CategoryViewed, Text: { } path } ? purposes & ~file.Ledger.Limited(ConsentScope.OfTopic(Topic.OfPath(path).Name)) : purposes;
        if (catalogue.Find(id) is not { } item)
            return Purposes.None;
        return item.Class.IsSensitive
            ? purposes & ConsentGate.SensitiveUse & file.Ledger.AllowedAt(now, item.Class.Code)
            : purposes & ~file.Ledger.Limited(ConsentScope.OfTopic(item.Topic.Name));
    }

    private static PermittedEvent Ticket(CustomerId customer, CustomerId past, ulong message, List<(HistoryLine Line, Purposes Purposes)> allowed, DateTimeOffset now)
    {
        var first = allowed[0].Line;
        var lines = allowed.Where(each => each.Line.Item is not null)
            .Select(each => new PermittedLine(new EventLine(each.Line.Item!.Value, each.Line.Quantity, each.Line.PriceMinor, each.Line.IsGift), each.Purposes)).ToList();
        var happened = new Event($"past:{message:x16}", customer, first.Kind, first.At, now, [.. lines.Select(line => line.Line)], first.OrderId, first.Text, null, Device: past.Value);
        return new PermittedEvent(happened, new Verdict.Allow(allowed.Aggregate(Purposes.None, (all, each) => all | each.Purposes), lines, []));
    }
}
