using System.Buffers.Binary;
using Npgsql;
using Rapport.Core.Events;
using Rapport.Storage.Customers;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Postgres;

/// <summary>What a restored backup brought back, in PostgreSQL.</summary>
internal sealed class PostgresRestoredRows(PostgresPool pool) : IRestoredRows
{
    private const string Given = "unnest($1::text[], $2::bytea[], $3::bigint[]) AS g (tenant, tombstone_key, erased_at)";

    public async Task<IReadOnlyList<Tombstone>> MissingAsync(IReadOnlyList<Tombstone> tombstones, CancellationToken cancellation) => await pool.ListAsync(
        $"SELECT g.tenant, g.tombstone_key, g.erased_at FROM {Given} LEFT JOIN tombstones t ON t.tenant = g.tenant AND t.tombstone_key = g.tombstone_key AND t.erased_at >= g.erased_at WHERE t.tenant IS NULL",
        parameters => Add(parameters, Columns(tombstones)),
        reader => new Tombstone(CustomerKey.From(new TenantId(reader.GetString(0)), (byte[])reader[1]), reader.GetInt64(2)),
        cancellation).ConfigureAwait(false);

    public Task AddAsync(IReadOnlyList<Tombstone> tombstones) => pool.WriteAsync(
        ($"INSERT INTO tombstones AS t SELECT * FROM {Given} ON CONFLICT (tenant, tombstone_key) DO UPDATE SET erased_at = greatest(t.erased_at, excluded.erased_at)", Columns(tombstones)));

    public async Task<IReadOnlyList<(CustomerKey Key, byte[] Tail)>> PageAsync(CustomerKey? after, int count, CancellationToken cancellation) => await pool.ListAsync(
        "SELECT tenant, customer_key, tail FROM customers WHERE (tenant, customer_key) > ($1, $2) ORDER BY tenant, customer_key LIMIT $3",
        parameters => Add(parameters, after?.Tenant.Value ?? "", after?.ToBytes() ?? [], count),
        reader => (CustomerKey.From(new TenantId(reader.GetString(0)), (byte[])reader[1]), (byte[])reader[2]),
        cancellation).ConfigureAwait(false);

    public async Task DropAsync(IReadOnlyList<CustomerKey> customers)
    {
        foreach (var customer in customers)
            await pool.WriteAsync(("DELETE FROM customers WHERE tenant = $1 AND customer_key = $2", [customer.Tenant.Value, customer.ToBytes()])).ConfigureAwait(false);
    }

    public async Task<long> RefusalsTakenAsync(CancellationToken cancellation) =>
        (await pool.ListAsync("SELECT value FROM meta WHERE name = 'refusals'", _ => { }, reader => BinaryPrimitives.ReadInt64BigEndian((byte[])reader[0]), cancellation).ConfigureAwait(false)).FirstOrDefault();

    public Task TakeRefusalsAsync(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return pool.WriteAsync(("INSERT INTO meta AS m VALUES ('refusals', $1) ON CONFLICT (name) DO UPDATE SET value = CASE WHEN m.value > excluded.value THEN m.value ELSE excluded.value END", [bytes]));
    }

    public async Task<IReadOnlyList<CustomerKey>> SubjectsAsync(CancellationToken cancellation) => await pool.ListAsync(
        "SELECT DISTINCT tenant, subject FROM decisions WHERE subject IS NOT NULL", _ => { }, reader => CustomerKey.From(new TenantId(reader.GetString(0)), (byte[])reader[1]), cancellation).ConfigureAwait(false);

    private static object[] Columns(IReadOnlyList<Tombstone> tombstones) =>
        [tombstones.Select(each => each.Key.Tenant.Value).ToArray(), tombstones.Select(each => each.Key.ToBytes()).ToArray(), tombstones.Select(each => each.ErasedAt).ToArray()];

    private static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }
}
