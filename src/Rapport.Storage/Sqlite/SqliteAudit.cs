using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Audit;

namespace Rapport.Storage.Sqlite;

/// <summary>The audit in SQLite, beside the decision log.</summary>
internal sealed class SqliteAudit(SqlitePool pool) : IAuditTable
{
    private const string Columns = "number, at, actor, action, tenant, customer, people, detail, hash";

    public Task<AuditRow> AppendAsync(Func<AuditRow?, AuditRow> follow) => Task.FromResult(pool.Write(writer =>
    {
        var row = follow(Rows(writer.Prepare($"SELECT {Columns} FROM audit ORDER BY number DESC LIMIT 1")).FirstOrDefault());
        writer.Prepare("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .Bind(row.Number).Bind(row.At).Bind(row.Actor).Bind(row.Action).Bind(row.Tenant).Bind(row.Customer).Bind(row.People).Bind(row.Detail).Bind(row.Hash).Run();
        return row;
    }));

    public Task<IReadOnlyList<AuditRow>> NewestAsync(string? tenant, long before, int most, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<AuditRow>>(reader =>
        Rows(reader.Prepare($"SELECT {Columns} FROM audit WHERE number < ?1 AND (?2 IS NULL OR tenant = ?2) ORDER BY number DESC LIMIT ?3").Bind(before).Bind(tenant).Bind(most))));

    public Task<IReadOnlyList<AuditRow>> PageAsync(long after, int most, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<AuditRow>>(reader =>
        Rows(reader.Prepare($"SELECT {Columns} FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2").Bind(after).Bind(most))));

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
        SqliteAged.Count(reader.Prepare("SELECT COUNT(*), COALESCE(SUM(at < ?2), 0), MIN(at) FROM audit WHERE tenant = ?1").Bind(tenant.Value).Bind(before.UtcTicks))));

    public Task<AuditBase?> BaseAsync(CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
    {
        var statement = reader.Prepare("SELECT number, hash, signature FROM audit_base");
        return statement.Step() ? new AuditBase(statement.Long(0), statement.Blob(1), statement.Blob(2)) : null;
    }));

    public Task<long> RetireAsync(DateTimeOffset before, Func<AuditRow, AuditBase> sign)
    {
        var retired = pool.Write(writer =>
        {
            var last = Rows(writer.Prepare(
                $"SELECT {Columns} FROM audit WHERE number < COALESCE((SELECT number FROM audit WHERE at >= ?1 ORDER BY number LIMIT 1), (SELECT MAX(number) FROM audit)) ORDER BY number DESC LIMIT 1").Bind(before.UtcTicks)).FirstOrDefault();
            if (last is null)
                return 0L;
            var begins = sign(last);
            writer.Prepare("DELETE FROM audit_base").Run();
            writer.Prepare("INSERT INTO audit_base VALUES (?1, ?2, ?3)").Bind(begins.Number).Bind(begins.Hash).Bind(begins.Signature).Run();
            writer.Prepare("DELETE FROM audit WHERE number <= ?1").Bind(begins.Number).Run();
            return writer.Changes;
        });
        if (retired > 0)
            pool.TruncateLog();
        return Task.FromResult(retired);
    }

    private static List<AuditRow> Rows(SqliteStatement statement)
    {
        var rows = new List<AuditRow>();
        while (statement.Step())
        {
            rows.Add(new AuditRow(
                statement.Long(0), statement.Long(1), statement.Text(2), statement.Text(3), statement.TextOrNull(4), statement.BlobOrNull(5), (int)statement.Long(6), statement.Text(7), statement.Blob(8)));
        }

        statement.Reset();
        return rows;
    }
}
