using System.Buffers.Binary;
using Rapport.Core.Events;
using Rapport.Storage.Customers;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Sqlite;

/// <summary>What a restored backup brought back, in SQLite.</summary>
internal sealed class SqliteRestoredRows(SqlitePool data, SqlitePool decisions) : IRestoredRows
{
    public Task<IReadOnlyList<Tombstone>> MissingAsync(IReadOnlyList<Tombstone> tombstones, CancellationToken cancellation) => Task.FromResult(data.Read<IReadOnlyList<Tombstone>>(reader =>
        [.. tombstones.Where(tombstone =>
        {
            var statement = reader.Prepare("SELECT 1 FROM tombstones WHERE tenant = ?1 AND tombstone_key = ?2 AND erased_at >= ?3")
                .Bind(tombstone.Key.Tenant.Value).Bind(tombstone.Key.ToBytes()).Bind(tombstone.ErasedAt);
            var isThere = statement.Step();
            statement.Reset();
            return !isThere;
        })]));

    public Task AddAsync(IReadOnlyList<Tombstone> tombstones)
    {
        data.Write(writer =>
        {
            foreach (var tombstone in tombstones)
            {
                writer.Prepare("INSERT INTO tombstones VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET erased_at = MAX(erased_at, excluded.erased_at)")
                    .Bind(tombstone.Key.Tenant.Value).Bind(tombstone.Key.ToBytes()).Bind(tombstone.ErasedAt).Run();
            }
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<(CustomerKey Key, byte[] Tail)>> PageAsync(CustomerKey? after, int count, CancellationToken cancellation) => Task.FromResult(data.Read<IReadOnlyList<(CustomerKey, byte[])>>(reader =>
    {
        var statement = reader.Prepare("SELECT tenant, customer_key, tail FROM customers WHERE (tenant, customer_key) > (?1, ?2) ORDER BY tenant, customer_key LIMIT ?3")
            .Bind(after?.Tenant.Value ?? "").Bind(after?.ToBytes() ?? []).Bind(count);
        var page = new List<(CustomerKey, byte[])>();
        while (statement.Step())
            page.Add((CustomerKey.From(new TenantId(statement.Text(0)), statement.Span(1)), statement.Blob(2)));
        statement.Reset();
        return page;
    }));

    public Task DropAsync(IReadOnlyList<CustomerKey> customers)
    {
        data.Write(writer =>
        {
            foreach (var customer in customers)
                writer.Prepare("DELETE FROM customers WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();
        });
        data.TruncateLog();
        return Task.CompletedTask;
    }

    public Task<long> RefusalsTakenAsync(CancellationToken cancellation) => Task.FromResult(data.Read(reader =>
    {
        var statement = reader.Prepare("SELECT value FROM meta WHERE name = 'refusals'");
        var number = statement.Step() ? BinaryPrimitives.ReadInt64BigEndian(statement.Span(0)) : 0;
        statement.Reset();
        return number;
    }));

    public Task TakeRefusalsAsync(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        data.Write(writer => writer.Prepare("INSERT INTO meta VALUES ('refusals', ?1) ON CONFLICT DO UPDATE SET value = MAX(value, excluded.value)").Bind(bytes).Run());
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CustomerKey>> SubjectsAsync(CancellationToken cancellation) => Task.FromResult(decisions.Read<IReadOnlyList<CustomerKey>>(reader =>
    {
        var statement = reader.Prepare("SELECT DISTINCT tenant, subject FROM decisions WHERE subject IS NOT NULL");
        var subjects = new List<CustomerKey>();
        while (statement.Step())
            subjects.Add(CustomerKey.From(new TenantId(statement.Text(0)), statement.Span(1)));
        statement.Reset();
        return subjects;
    }));
}
