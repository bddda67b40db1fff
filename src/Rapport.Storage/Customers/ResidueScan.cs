using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.House;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Looks for what is left of a customer in every place this home keeps something of one.</summary>
/// <remarks>
/// A backup of data is noise without a key and does not count; a copy of the key store that still has her key does, until <c>rapport backup --keys</c> goes over it.
/// <b>Cost</b>: the model, the copies of the key store and the home's small files are read once.
/// </remarks>
internal sealed class ResidueScan(ICustomerTable table, KeyRing keys, IDecisionLog decisions, IModelVault models, string home) : IResidueScan
{
    /// <summary>Sealed, or looked into by themselves.</summary>
    private static readonly string[] NoLogs = ["data", "keys", "models"];

    public async Task<IReadOnlyDictionary<string, long>> ScanAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        var name = new CustomerName(keys.CustomerKeyOf(tenant, customer), keys.TombstoneKeyOf(tenant, customer));
        var isCached = keys.IsOpened(name.Key);
        var stored = await table.ReadAsync(name, cancellation).ConfigureAwait(false);
        var search = new NameSearch(keys, tenant, customer);
        var lines = await decisions.ReadAsync(tenant, customer, int.MaxValue, cancellation).ConfigureAwait(false);
        return new Dictionary<string, long>
        {
            ["store"] = (stored.Tail is null ? 0 : 1) + stored.Consents.Count,
            ["keys"] = keys.FindFresh(name.Key) is null ? 0 : 1,
            ["decisionLog"] = lines.Count,
            ["caches"] = isCached ? 1 : 0,
            ["models"] = await models.LoadAsync(tenant, model => search.IsIn(model) ? home : null!, cancellation).ConfigureAwait(false) is null ? 0 : 1,
            ["logs"] = Logs().Count(search.IsIn),
            ["backups"] = new BackupRegister(home).Read().Count(entry => entry.What == BackupEntry.Keys && search.IsIn(Path.Combine(entry.Folder, "keystore.db"))),
        };
    }

    /// <summary>All that lies in the home in clear: heads, registers, versions of rules, reports.</summary>
    private IEnumerable<string> Logs() =>
        from folder in Directory.EnumerateDirectories(home)
        where !NoLogs.Contains(Path.GetFileName(folder), StringComparer.Ordinal)
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        select path;
}
