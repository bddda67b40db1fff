using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Audit;

namespace Rapport.Storage.Postgres;

/// <summary>The audit in PostgreSQL; servers append one after the other.</summary>
internal sealed class PostgresAudit(PostgresPool pool) : IAuditTable
{
    private const string Columns = "number, at, actor, action, tenant, customer, people, detail, hash";

    /// <summary>Held to the end of the transaction that appends.</summary>
    private const long AppendLock = 0x526170706F7275;

    public Task<AuditRow> AppendAsync(Func<AuditRow?, AuditRow> follow) => pool.WriteAsync(async connection =>
    {
        await PostgresPool.ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", AppendLock).ConfigureAwait(false);
        var row = follow(await RowAsync(connection, $"SELECT {Columns} FROM audit ORDER BY number DESC LIMIT 1").ConfigureAwait(false));
        await PostgresPool.ExecuteAsync(
            connection,
            "INSERT INTO audit VALUES ($1, $2, $3, $4, $5::text, $6::bytea, $7, $8, $9)",
            row.Number, row.At, row.Actor, row.Action, row.Tenant, row.Customer, row.People, row.Detail, row.Hash).ConfigureAwait(false);
        return row;
    });

    public async Task<IReadOnlyList<AuditRow>> NewestAsync(string? tenant, long before, int most, CancellationToken cancellation) => await pool.ListAsync(
        $"SELECT {Columns} FROM audit WHERE number < $1 AND ($2::text IS NULL OR tenant = $2) ORDER BY number DESC LIMIT $3",
        parameters => Add(parameters, before, (object?)tenant ?? DBNull.Value, most), Row, cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<AuditRow>> PageAsync(long after, int most, CancellationToken cancellation) => await pool.ListAsync(
        $"SELECT {Columns} FROM audit WHERE number > $1 ORDER BY number LIMIT $2", parameters => Add(parameters, after, most), Row, cancellation).ConfigureAwait(false);

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => PostgresAged.CountAsync(
        pool, "SELECT count(*), count(*) FILTER (WHERE at < $2), min(at) FROM audit WHERE tenant = $1", tenant, before, cancellation);

    public async Task<AuditBase?> BaseAsync(CancellationToken cancellation) => (await pool.ListAsync(
        "SELECT number, hash, signature FROM audit_base", _ => { }, reader => new AuditBase(reader.GetInt64(0), (byte[])reader[1], (byte[])reader[2]), cancellation).ConfigureAwait(false)).FirstOrDefault();

    public Task<long> RetireAsync(DateTimeOffset before, Func<AuditRow, AuditBase> sign) => pool.WriteAsync(async connection =>
    {
        await PostgresPool.ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", AppendLock).ConfigureAwait(false);
        var last = await RowAsync(
            connection,
            $"SELECT {Columns} FROM audit WHERE number < COALESCE((SELECT number FROM audit WHERE at >= $1 ORDER BY number LIMIT 1), (SELECT max(number) FROM audit)) ORDER BY number DESC LIMIT 1",
            before.UtcTicks).ConfigureAwait(false);
        if (last is null)
            return 0L;
        var begins = sign(last);
        await PostgresPool.ExecuteAsync(connection, "DELETE FROM audit_base").ConfigureAwait(false);
        await PostgresPool.ExecuteAsync(connection, "INSERT INTO audit_base VALUES ($1, $2, $3)", begins.Number, begins.Hash, begins.Signature).ConfigureAwait(false);
        return await PostgresPool.ExecuteAsync(connection, "DELETE FROM audit WHERE number <= $1", begins.Number).ConfigureAwait(false);
    });

    private static async Task<AuditRow?> RowAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        // The texts are constants; values are bound.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            Add(command.Parameters, values);
            var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync().ConfigureAwait(false) ? Row(reader) : null;
            }
        }
    }

    private static AuditRow Row(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : (byte[])reader[5],
        reader.GetInt32(6),
        reader.GetString(7),
        (byte[])reader[8]);

    private static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }
}
