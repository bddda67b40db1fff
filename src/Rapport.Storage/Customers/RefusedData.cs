using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Brings data that are older than the key store in line with what customers said no to since: a restored backup never brings a consent back.</summary>
/// <remarks>
/// <b>Invariant</b>: a refusal is kept after it is in the data and before its customer is told, so that every refusal up to a number read now is in the data of now.
/// Doing one again changes nothing. <b>Cost</b>: one opened file for each refusal that the data may lack, at a start.
/// </remarks>
internal sealed class RefusedData(ICustomerTable table, IRestoredRows rows, IDecisionTable decisions, ICatalogueStore catalogues, KeyRing keys)
{
    /// <summary>How long a refusal matters to a backup: a yes in one holds a year, a no rests thirteen months.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(425);

    private const int PageSize = 500;

    private readonly Dictionary<TenantId, ItemCatalogue> _catalogues = [];

    /// <returns>How many customers had said no to something that the data did not know.</returns>
    public async Task<long> ReconcileAsync(CancellationToken cancellation)
    {
        keys.Store.LetGoOfRefusals(keys.Now - Kept);
        var known = await rows.RefusalsTakenAsync(cancellation).ConfigureAwait(false);
        var last = keys.Store.LastRefusal(known);
        var changed = new HashSet<CustomerKey>();
        for (var page = keys.Store.Refusals(known, PageSize); page.Count > 0; page = keys.Store.Refusals(page[^1].Number, PageSize))
            await ApplyAsync(page, changed, cancellation).ConfigureAwait(false);
        foreach (var customer in changed)
            await decisions.EraseAsync(customer).ConfigureAwait(false);
        if (last > known)
            await rows.TakeRefusalsAsync(last).ConfigureAwait(false);
        return changed.Count;
    }

    /// <summary>Notes that the data have all refusals up to now, so that the next start has little to look through.</summary>
    public async Task NoteTakenAsync()
    {
        var known = await rows.RefusalsTakenAsync(CancellationToken.None).ConfigureAwait(false);
        if (keys.Store.LastRefusal(known) is var last && last > known)
            await rows.TakeRefusalsAsync(last).ConfigureAwait(false);
    }

    private async Task ApplyAsync(IReadOnlyList<Refusal> page, HashSet<CustomerKey> changed, CancellationToken cancellation)
    {
        // Without a key she was erased, and her refusals go with it.
        var open = page.GroupBy(refusal => refusal.Customer).Select(group => (Customer: group.Key, Key: keys.Store.Find(group.Key)!, Refusals: group.ToList())).Where(each => each.Key is not null).OrderBy(each => each.Customer).ToList();
        foreach (var tenant in open.Select(each => each.Customer.Tenant).Distinct().Where(tenant => !_catalogues.ContainsKey(tenant)).ToList())
            _catalogues[tenant] = new ItemCatalogue(await catalogues.ReadAsync(tenant, cancellation).ConfigureAwait(false));
        if (open.Count == 0)
            return;

        // The name of a tombstone follows from the id, which only the file may tell; no tombstone is asked for here.
        await table.ChangeAsync([.. open.Select(each => new CustomerName(each.Customer, new CustomerKey(each.Customer.Tenant, 0)))], stored =>
        {
            var writes = new List<CustomerWrite>();
            for (var i = 0; i < open.Count; i++)
            {
                var file = stored[i].Tail is null ? FileSealer.New(Nobody, stored[i]) : FileSealer.Open(stored[i], open[i].Key, Nobody);
                open[i].Refusals.ForEach(refusal => refusal.ApplyTo(file!.File, open[i].Key, _catalogues[open[i].Customer.Tenant]));
                if (file!.File.HasChanges)
                    writes.Add(FileSealer.Seal(open[i].Customer, file, open[i].Key));
            }

            changed.UnionWith(writes.Select(write => write.Key));
            return writes;
        }).ConfigureAwait(false);
    }

    /// <summary>Stands for the id of a file that keeps none: who said no to everything.</summary>
    public static CustomerId Nobody => CustomerId.Anonymous("nobody");
}
