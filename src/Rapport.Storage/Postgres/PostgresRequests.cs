using System.Text.Json;
using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.Customers;

namespace Rapport.Storage.Postgres;

/// <summary>Requests of customers in PostgreSQL.</summary>
internal sealed class PostgresRequests(PostgresPool pool) : IRequestTable
{
    public Task SaveAsync(TenantId tenant, RightsRequest request, CancellationToken cancellation) => pool.WriteAsync((
        """
        INSERT INTO rights_requests VALUES ($1, $2, $3, $4, $5::bigint, $6)
        ON CONFLICT (tenant, id) DO UPDATE SET due_at = excluded.due_at, finished_at = excluded.finished_at, request = excluded.request
        """,
        [tenant.Value, request.Id, request.Subject, request.DueAt.UtcTicks, request.FinishedAt?.UtcTicks, JsonSerializer.Serialize(request, RequestJson.Default.RightsRequest)]));

    public async Task<RightsRequest?> ReadAsync(TenantId tenant, string id, CancellationToken cancellation) =>
        (await RowsAsync("SELECT request FROM rights_requests WHERE tenant = $1 AND id = $2", cancellation, tenant.Value, id).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyList<RightsRequest>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken cancellation) => await RowsAsync(
        """
        SELECT request FROM rights_requests WHERE tenant = $1 AND ($2 = '' OR subject = $2)
        ORDER BY finished_at IS NOT NULL, CASE WHEN finished_at IS NULL THEN due_at ELSE -finished_at END, id LIMIT $3
        """,
        cancellation,
        tenant.Value,
        subject ?? "",
        most).ConfigureAwait(false);

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => PostgresAged.CountAsync(
        pool, "SELECT count(*), count(*) FILTER (WHERE finished_at < $2), min(finished_at) FROM rights_requests WHERE tenant = $1 AND finished_at IS NOT NULL", tenant, before, cancellation);

    public async Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) =>
        (await pool.WriteAsync(("DELETE FROM rights_requests WHERE tenant = $1 AND finished_at < $2", [tenant.Value, before.UtcTicks])).ConfigureAwait(false))[0];

    private Task<List<RightsRequest>> RowsAsync(string sql, CancellationToken cancellation, params object[] values) => pool.ListAsync(
        sql,
        parameters =>
        {
            foreach (var value in values)
                parameters.Add(new NpgsqlParameter { Value = value });
        },
        reader => JsonSerializer.Deserialize(reader.GetString(0), RequestJson.Default.RightsRequest)!,
        cancellation);
}
