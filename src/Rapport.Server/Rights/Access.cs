using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Rights;

/// <summary>Gathers everything held about one customer.</summary>
internal sealed class Access(CustomerRights rights, IDecisionLog log, Shops shops, LiveFigures figures)
{
    private const int MostDecisions = 200;

    public async Task<EverythingHeld> ReadAsync(Subject subject, CancellationToken cancellation)
    {
        var tenant = subject.Tenant.Id;
        var file = await rights.ReadAsync(tenant, subject.Customer, cancellation);
        await log.FlushAsync(cancellation);
        var decisions = await log.ReadAsync(tenant, subject.Customer, MostDecisions, cancellation);
        var catalogue = shops[tenant].Catalogue;
        figures.Uses.Listed(tenant);
        var consents = ConsentAnswers.Entries(file.Ledger);
        return new EverythingHeld(
            new CustomerName(subject.Customer.Value, subject.Customer.IsAnonymous),
            file.History.Count + consents.Count,
            [.. file.History.Select((line, index) => Entry(line, index, catalogue))],
            consents,
            [.. decisions.Select(decision => new DecisionEntry(decision.Id, decision.At, decision.Surface, decision.Tier, decision.Items, decision.HeldBack, decision.Uses))],
            [.. file.History.Where(line => line.Kind == EventKind.Hidden).Select(line => Hidden(line, catalogue))]);
    }

    private static HistoryEntry Entry(HistoryLine line, int index, ItemCatalogue catalogue) => new(
        index,
        Wire.Name(line.Kind),
        line.Item?.Value,
        line.Item is { } item ? catalogue.Find(item)?.Title : null,
        line.At,
        line.Quantity,
        line.PriceMinor == 0 ? null : Wire.Price(line.PriceMinor),
        line.OrderId,
        line.Text,
        Wire.Name(line.Provenance),
        Wire.Names(line.Purposes),
        line.IsGift);

    private static HiddenEntry Hidden(HistoryLine line, ItemCatalogue catalogue)
    {
        var item = line.Item is { } id ? catalogue.Find(id) : null;
        return new HiddenEntry(line.Item?.Value ?? "", item?.Title, item?.Topic.Name, line.At);
    }
}
