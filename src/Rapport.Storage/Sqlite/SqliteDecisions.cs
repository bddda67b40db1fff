using Rapport.Core.Events;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Sqlite;

/// <summary>The decision log in a SQLite file of its own, so that its writes wait on no customer's.</summary>
internal sealed class SqliteDecisions(SqlitePool pool) : IDecisionTable
{
    private const string Columns = "writer, segment, seq, tenant, at, surface, tier, degraded, held, commitment, hash, subject, sealed";

    public Task AppendAsync(IReadOnlyList<LogLine> lines, IReadOnlyCollection<LogSegment> segments)
    {
        pool.Write(writer =>
        {
            foreach (var line in lines)
            {
                writer.Prepare("INSERT OR IGNORE INTO decisions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")
                    .Bind(line.Writer).Bind(line.Segment).Bind(line.Seq).Bind(line.Tenant).Bind(line.At).Bind(line.Surface).Bind(line.Tier).Bind(line.IsDegraded ? 1 : 0)
                    .Bind(line.Held).Bind(line.Commitment).Bind(line.Hash).Bind(line.Subject).Bind(line.Sealed).Run();
            }

            foreach (var segment in segments)
            {
                writer.Prepare("INSERT OR REPLACE INTO decision_segments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                    .Bind(segment.Writer).Bind(segment.Number).Bind((long)segment.State).Bind(segment.Lines)
                    .Bind(segment.Previous).Bind(segment.Head).Bind(segment.OpenedAt).Bind(segment.ClosedAt).Run();
            }
        });
        return Task.CompletedTask;
    }

    public Task<long> CountAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
    {
        var statement = reader.Prepare("SELECT COUNT(*) FROM decisions WHERE tenant = ?1").Bind(tenant.Value);
        statement.Step();
        return statement.Long(0);
    }));

    public Task<IReadOnlyList<LogLine>> ReadAsync(CustomerKey customer, int most, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<LogLine>>(reader =>
        Lines(reader.Prepare($"SELECT {Columns} FROM decisions WHERE tenant = ?1 AND subject = ?2 ORDER BY at DESC, segment DESC, seq DESC LIMIT ?3")
            .Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Bind(most))));

    public Task<long> EraseAsync(CustomerKey customer)
    {
        var erased = pool.Write(writer =>
        {
            writer.Prepare("UPDATE decisions SET subject = NULL, sealed = NULL WHERE tenant = ?1 AND subject = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();
            return writer.Changes;
        });
        pool.TruncateLog();
        return Task.FromResult(erased);
    }

    public Task<IReadOnlyList<LogSegment>> SegmentsAsync(CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<LogSegment>>(reader =>
    {
        var statement = reader.Prepare("SELECT writer, segment, state, lines, previous, head, opened_at, closed_at FROM decision_segments ORDER BY writer, segment");
        var segments = new List<LogSegment>();
        while (statement.Step())
        {
            segments.Add(new LogSegment(
                statement.Text(0), (int)statement.Long(1), (SegmentState)statement.Long(2), (int)statement.Long(3),
                statement.Blob(4), statement.Blob(5), statement.Long(6), statement.IsNull(7) ? null : statement.Long(7)));
        }

        return segments;
    }));

    public Task<IReadOnlyList<LogLine>> LinesAsync(string writer, int segment, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<LogLine>>(reader =>
        Lines(reader.Prepare($"SELECT {Columns} FROM decisions WHERE writer = ?1 AND segment = ?2 ORDER BY seq").Bind(writer).Bind(segment))));

    private static List<LogLine> Lines(SqliteStatement statement)
    {
        var lines = new List<LogLine>();
        while (statement.Step())
        {
            lines.Add(new LogLine(
                statement.Text(0), (int)statement.Long(1), (int)statement.Long(2), statement.Text(3), statement.Long(4), (byte)statement.Long(5), (byte)statement.Long(6),
                statement.Long(7) == 1, statement.Text(8), statement.Blob(9), statement.Blob(10), statement.BlobOrNull(11), statement.BlobOrNull(12)));
        }

        return lines;
    }
}
