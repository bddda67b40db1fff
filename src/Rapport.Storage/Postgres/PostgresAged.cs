using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Storage.Postgres;

/// <summary>Reads a row of count, stale count and oldest ticks, of a tenant ($1) and a time ($2).</summary>
internal static class PostgresAged
{
    public static async Task<AgedCount> CountAsync(PostgresPool pool, string sql, TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => (await pool.ListAsync(
        sql,
        parameters =>
        {
            parameters.Add(new NpgsqlParameter { Value = tenant.Value });
            parameters.Add(new NpgsqlParameter { Value = before.UtcTicks });
        },
        reader => new AgedCount(reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero)),
        cancellation).ConfigureAwait(false))[0];
}
