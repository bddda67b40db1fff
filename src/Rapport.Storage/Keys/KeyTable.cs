using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage.Keys;

/// <summary>The rows of the key store as a rotation walks them.</summary>
internal static class KeyTable
{
    /// <summary>Keys that an older generation still wraps.</summary>
    public static long CountOlder(SqliteDatabase database, int current)
    {
        var statement = database.Prepare("SELECT (SELECT COUNT(*) FROM data_keys WHERE generation < ?1) + (SELECT COUNT(*) FROM tenant_keys WHERE generation < ?1)").Bind(current);
        statement.Step();
        var count = statement.Long(0);
        statement.Reset();
        return count;
    }

    /// <summary>Wraps the older keys of one page anew, within a transaction.</summary>
    /// <returns>Where the next page begins, or null at the end; and how many were wrapped.</returns>
    public static ((string Tenant, byte[] Key)? Next, int Wrapped) WrapPage(SqliteDatabase inside, Generations generations, (string Tenant, byte[] Key) after, int count)
    {
        var page = new List<(string Tenant, byte[] Key, WrappedKey Wrapped)>();
        var statement = inside.Prepare("SELECT tenant, customer_key, generation, wrapped FROM data_keys WHERE (tenant, customer_key) > (?1, ?2) ORDER BY tenant, customer_key LIMIT ?3")
            .Bind(after.Tenant).Bind(after.Key).Bind(count);
        while (statement.Step())
            page.Add((statement.Text(0), statement.Blob(1), new WrappedKey((int)statement.Long(2), statement.Blob(3))));
        statement.Reset();
        var wrapped = 0;
        foreach (var (tenant, key, old) in page.Where(row => row.Wrapped.Generation < generations.Current))
        {
            var anew = Anew(generations, old, KeyStore.Name(CustomerKey.From(new TenantId(tenant), key)));
            inside.Prepare("UPDATE data_keys SET wrapped = ?3, generation = ?4 WHERE tenant = ?1 AND customer_key = ?2").Bind(tenant).Bind(key).Bind(anew.Bytes).Bind(anew.Generation).Run();
            wrapped++;
        }

        return (page.Count < count ? null : (page[^1].Tenant, page[^1].Key), wrapped);
    }

    /// <summary>Wraps all older keys of tenants anew: a handful each.</summary>
    public static long WrapTenantKeys(SqliteDatabase inside, Generations generations)
    {
        var rows = new List<(string Tenant, string Use, byte[] Id, WrappedKey Wrapped)>();
        var statement = inside.Prepare("SELECT tenant, use, key_id, generation, wrapped FROM tenant_keys WHERE generation < ?1").Bind(generations.Current);
        while (statement.Step())
            rows.Add((statement.Text(0), statement.Text(1), statement.Blob(2), new WrappedKey((int)statement.Long(3), statement.Blob(4))));
        statement.Reset();
        foreach (var (tenant, use, id, old) in rows)
        {
            var anew = Anew(generations, old, KeyStore.Name(new TenantId(tenant), use, id));
            inside.Prepare("UPDATE tenant_keys SET wrapped = ?4, generation = ?5 WHERE tenant = ?1 AND use = ?2 AND key_id = ?3")
                .Bind(tenant).Bind(use).Bind(id).Bind(anew.Bytes).Bind(anew.Generation).Run();
        }

        return rows.Count;
    }

    private static WrappedKey Anew(Generations generations, WrappedKey old, byte[] name) =>
        generations.TryUnwrap(old, name, out var key) ? generations.Wrap(key, name) : throw new KeysUnavailableException("A key is of a generation that is gone.");
}
