using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Core.Tact;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Endpoints;
using Rapport.Server.Hosting;

namespace Rapport.Server.Rights;

/// <summary>Gathers everything held about one customer.</summary>
internal sealed class Access(CustomerRights rights, IDecisionLog log, Shops shops, LiveFigures figures, TimeProvider clock)
{
    private const int MostDecisions = 200;

    public async Task<EverythingHeld> ReadAsync(Subject subject, CancellationToken cancellation)
    {
        var tenant = subject.Tenant.Id;
        var file = await rights.ReadAsync(tenant, subject.Customer, cancellation);
        await log.FlushAsync(cancellation);
        var decisions = await log.ReadAsync(tenant, subject.Customer, int.MaxValue, cancellation);
        var catalogue = shops[tenant].Catalogue;
        figures.Uses.Listed(tenant);
        var consents = ConsentAnswers.Entries(file.Ledger);
        return new EverythingHeld(
            new CustomerName(subject.Customer.Value, subject.Customer.IsAnonymous),
            file.History.Count + consents.Count,
            [.. file.History.Select((line, index) => Entry(line, index, catalogue))],
            consents,
            [.. decisions.Take(MostDecisions).Select(decision => new DecisionEntry(decision.Id, decision.At, decision.Surface, decision.Tier, decision.Items, decision.HeldBack, decision.Uses, [.. decision.NotRead.Select(NotReadEntry.Of)]))],
            [.. file.History.Where(line => line.Kind == EventKind.Hidden).Select(line => Hidden(line, catalogue))],
            Inferences(file, shops[tenant]),
            Uses(decisions),
            Recipients(subject.Tenant),
            Strength.Of(file.History).Name);
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

    private IReadOnlyList<InferenceEntry> Inferences(CustomerFile file, Shop shop) =>
    [
        .. Inference.Of(file, shop.Catalogue, shop.Policy.Everywhere, clock.GetUtcNow()).Select(drawn => new InferenceEntry(
            drawn.Topic.Name,
            Wire.Name(Provenance.Inferred),
            Wire.Name(drawn.Standing),
            [.. drawn.Items.Select(item => new InferredFrom(item.Value, shop.Catalogue.Find(item)?.Title))],
            drawn.Since)),
    ];

    /// <summary>"Used for X on date, n times", the latest day first.</summary>
    private static IReadOnlyList<UseEntry> Uses(IReadOnlyList<DecisionSummary> decisions) =>
    [
        .. decisions
            .SelectMany(decision => decision.Uses, (decision, purpose) => (Date: DateOnly.FromDateTime(decision.At.UtcDateTime), Purpose: purpose, decision.Surface))
            .CountBy(use => use)
            .OrderByDescending(use => use.Key.Date).ThenBy(use => use.Key.Purpose, StringComparer.Ordinal).ThenBy(use => use.Key.Surface, StringComparer.Ordinal)
            .Select(use => new UseEntry(use.Key.Date, use.Key.Purpose, use.Key.Surface, use.Value)),
    ];

    private static IReadOnlyList<RecipientEntry> Recipients(Tenant tenant) =>
        [new(tenant.Name, "shop", "", Wire.Names(Purposes.All)), .. tenant.Recipients.Select(recipient => new RecipientEntry(recipient.Name, recipient.Role, recipient.Country, recipient.Purposes))];

    private static HiddenEntry Hidden(HistoryLine line, ItemCatalogue catalogue)
    {
        var item = line.Item is { } id ? catalogue.Find(id) : null;
        return new HiddenEntry(line.Item?.Value ?? "", item?.Title, item?.Topic.Name, line.At);
    }
}
