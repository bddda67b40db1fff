using System.Diagnostics;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Server.Intake;

namespace Rapport.Cli.Imports;

/// <summary>Brings a shop's past orders in: titles into the catalogue, proven choices into the ledger, orders through the consent gate.</summary>
internal sealed class OrdersImport(OpenHome home, TenantSettings tenant, CancellationToken cancellation)
{
    private readonly TenantId _tenant = new(tenant.Id);

    /// <param name="rows">Rows that can be used.</param>
    /// <param name="evidenceOf">The proven choices of a customer; rows of customers without any are counted and not stored.</param>
    /// <param name="read">Rows read, the unusable ones included.</param>
    /// <param name="rejected">Rows already left aside, by cause.</param>
    internal async Task<ImportReport> RunAsync(IReadOnlyList<OrderRow> rows, Func<string, IReadOnlyList<OrderRow>, IReadOnlyList<ConsentEntry>> evidenceOf, int read, IReadOnlyDictionary<string, int> rejected, Stopwatch watch, IProgress<double> progress)
    {
        var now = home.Clock.GetUtcNow();
        await home.LoadAsync(_tenant, cancellation);
        var items = await PutItemsAsync(rows);

        var left = new Dictionary<string, int>(rejected);
        var pasts = new List<CustomerPast>();
        foreach (var group in rows.GroupBy(row => row.Customer, StringComparer.Ordinal))
        {
            OrderRow[] own = [.. group];
            var evidence = evidenceOf(group.Key, own);
            if (evidence.Count == 0)
                left["no-evidence"] = left.GetValueOrDefault("no-evidence") + own.Length;
            else
                pasts.Add(PastOf(group.Key, own, evidence, now));
        }

        var result = await home.Past.TakeAsync(_tenant, pasts, new Share(progress, pasts.Count), cancellation);
        foreach (var (code, count) in result.Refused.Where(refusal => refusal.Key != DenyCode.Duplicate))
            left[DenyCauses.NameOf(code)] = left.GetValueOrDefault(DenyCauses.NameOf(code)) + count;
        return new ImportReport(read, result.Stored, result.Refused.GetValueOrDefault(DenyCode.Duplicate), left, pasts.Count, items, watch.Elapsed.TotalSeconds);
    }

    private static CustomerPast PastOf(string name, OrderRow[] rows, IReadOnlyList<ConsentEntry> evidence, DateTimeOffset now)
    {
        var customer = CustomerId.Known(name);
        return new CustomerPast(customer, [.. evidence.Distinct()], OrderEvents.Of(customer, rows, now));
    }

    /// <summary>Adds items the catalogue lacks and fills in what the rows know better. An item with neither title nor category stays unknown: nobody could say that it is not sensitive.</summary>
    private async Task<int> PutItemsAsync(IReadOnlyList<OrderRow> rows)
    {
        var stored = (await home.Store.Catalogue.ReadAsync(_tenant, cancellation)).ToDictionary(item => item.Id);
        var items = new Dictionary<ItemId, CatalogueItem>();
        foreach (var row in rows)
        {
            if (row.Title.Length == 0 && row.Category.Length == 0)
                continue;
            var known = items.GetValueOrDefault(row.Item) ?? stored.GetValueOrDefault(row.Item)
                ?? new CatalogueItem(row.Item, row.Item.Value, "", row.PriceMinor, tenant.Currency);
            items[row.Item] = known with
            {
                Title = row.Title.Length > 0 ? row.Title : known.Title,
                Category = row.Category.Length > 0 ? row.Category : known.Category,
            };
        }

        var changed = items.Values.Where(item => stored.GetValueOrDefault(item.Id) != item).ToArray();
        if (changed.Length > 0)
            await home.PutItemsAsync(_tenant, changed, cancellation);
        return home.Shops[_tenant].Catalogue.Count;
    }

    private sealed class Share(IProgress<double> progress, int customers) : IProgress<int>
    {
        public void Report(int value) => progress.Report((double)value / customers);
    }
}
