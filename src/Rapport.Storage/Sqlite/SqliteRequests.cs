using System.Text.Json;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.Customers;

namespace Rapport.Storage.Sqlite;

/// <summary>Requests of customers in SQLite.</summary>
internal sealed class SqliteRequests(SqlitePool pool) : IRequestTable
{
    private const string Newest = " ORDER BY finished_at IS NOT NULL, CASE WHEN finished_at IS NULL THEN due_at ELSE -finished_at END, id LIMIT ";

    public Task SaveAsync(TenantId tenant, RightsRequest request, CancellationToken cancellation)
    {
        pool.Write(writer => writer.Prepare("INSERT OR REPLACE INTO rights_requests VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .Bind(tenant.Value).Bind(request.Id).Bind(request.Subject).Bind(request.DueAt.UtcTicks).Bind(request.FinishedAt?.UtcTicks)
            .Bind(JsonSerializer.Serialize(request, RequestJson.Default.RightsRequest)).Run());
        return Task.CompletedTask;
    }

    public Task<RightsRequest?> ReadAsync(TenantId tenant, string id, CancellationToken cancellation) =>
        Task.FromResult(pool.Read(reader => Rows(reader.Prepare("SELECT request FROM rights_requests WHERE tenant = ?1 AND id = ?2").Bind(tenant.Value).Bind(id))).FirstOrDefault());

    public Task<IReadOnlyList<RightsRequest>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RightsRequest>>(pool.Read(reader => Rows(subject is null
            ? reader.Prepare("SELECT request FROM rights_requests WHERE tenant = ?1" + Newest + "?2").Bind(tenant.Value).Bind(most)
            : reader.Prepare("SELECT request FROM rights_requests WHERE tenant = ?1 AND subject = ?2" + Newest + "?3").Bind(tenant.Value).Bind(subject).Bind(most))));

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
        SqliteAged.Count(reader.Prepare("SELECT COUNT(*), COALESCE(SUM(finished_at < ?2), 0), MIN(finished_at) FROM rights_requests WHERE tenant = ?1 AND finished_at IS NOT NULL").Bind(tenant.Value).Bind(before.UtcTicks))));

    public Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = pool.Write(writer =>
        {
            writer.Prepare("DELETE FROM rights_requests WHERE tenant = ?1 AND finished_at < ?2").Bind(tenant.Value).Bind(before.UtcTicks).Run();
            return (long)writer.Changes;
        });
        if (removed > 0)
            pool.TruncateLog();
        return Task.FromResult(removed);
    }

    private static List<RightsRequest> Rows(SqliteStatement statement)
    {
        var requests = new List<RightsRequest>();
        while (statement.Step())
            requests.Add(JsonSerializer.Deserialize(statement.Text(0), RequestJson.Default.RightsRequest)!);
        return requests;
    }
}
