using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Sqlite;

/// <summary>The decision log in a SQLite file of its own, so that its writes wait on no customer's.</summary>
internal sealed class SqliteDecisions(SqlitePool pool) : IDecisionTable
{
    private const string Columns = "d.writer, d.segment, d.seq, d.tenant, d.at, d.surface, d.tier, d.degraded, d.held, d.commitment, d.hash, d.subject, d.sealed";

    /// <summary>The lines of one subject (?1): those of closed segments by their index, those of open ones by reading these.</summary>
    private const string LinesOfSubject = """
        SELECT d.rowid FROM decision_segments s CROSS JOIN decision_subjects i ON i.writer = s.writer AND i.segment = s.segment AND i.subject = ?1
        CROSS JOIN decisions d ON d.writer = i.writer AND d.segment = i.segment AND d.seq = i.seq WHERE s.state <> 0
        UNION ALL
        SELECT d.rowid FROM decision_segments s CROSS JOIN decisions d ON d.writer = s.writer AND d.segment = s.segment WHERE s.state = 0 AND d.subject = ?1
        """;

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
                if (segment.State != SegmentState.Open)
                    Index(writer, segment);
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
        Lines(reader.Prepare($"SELECT {Columns} FROM decisions d WHERE d.rowid IN ({LinesOfSubject}) AND d.tenant = ?2 ORDER BY d.at DESC, d.segment DESC, d.seq DESC LIMIT ?3")
            .Bind(customer.ToBytes()).Bind(customer.Tenant.Value).Bind(most))));

    public Task<long> EraseAsync(CustomerKey customer)
    {
        var erased = pool.Write(writer =>
        {
            writer.Prepare($"UPDATE decisions SET subject = NULL, sealed = NULL WHERE rowid IN ({LinesOfSubject}) AND tenant = ?2").Bind(customer.ToBytes()).Bind(customer.Tenant.Value).Run();
            var lines = writer.Changes;
            writer.Prepare("DELETE FROM decision_subjects WHERE subject = ?1 AND (writer, segment) IN (SELECT writer, segment FROM decision_segments)").Bind(customer.ToBytes()).Run();
            return lines;
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
        Lines(reader.Prepare($"SELECT {Columns} FROM decisions d WHERE d.writer = ?1 AND d.segment = ?2 ORDER BY d.seq").Bind(writer).Bind(segment))));

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
        SqliteAged.Count(reader.Prepare("SELECT COUNT(*), COALESCE(SUM(at < ?2), 0), MIN(at) FROM decisions WHERE tenant = ?1 AND sealed IS NOT NULL").Bind(tenant.Value).Bind(before.UtcTicks))));

    /// <summary>Segment by segment, so that lines of today wait for no more than one.</summary>
    public Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0L;
        foreach (var (name, segment) in pool.Read(reader => SegmentsWithContent(reader, tenant, before)))
        {
            cancellation.ThrowIfCancellationRequested();
            removed += pool.Write(writer =>
            {
                writer.Prepare("UPDATE decisions SET subject = NULL, sealed = NULL WHERE writer = ?1 AND segment = ?2 AND tenant = ?3 AND at < ?4 AND sealed IS NOT NULL")
                    .Bind(name).Bind(segment).Bind(tenant.Value).Bind(before.UtcTicks).Run();
                var lines = writer.Changes;
                writer.Prepare("DELETE FROM decision_subjects WHERE writer = ?1 AND segment = ?2 AND seq IN (SELECT seq FROM decisions WHERE writer = ?1 AND segment = ?2 AND subject IS NULL)")
                    .Bind(name).Bind(segment).Run();
                return lines;
            });
        }

        if (removed > 0)
            pool.TruncateLog();
        return Task.FromResult(removed);
    }

    /// <summary>A decision may be some milliseconds older than the segment it stands in: a day is plenty.</summary>
    private static List<(string Writer, int Segment)> SegmentsWithContent(SqliteDatabase reader, TenantId tenant, DateTimeOffset before)
    {
        var statement = reader.Prepare("""
            SELECT s.writer, s.segment FROM decision_segments s WHERE s.opened_at < ?3
            AND EXISTS (SELECT 1 FROM decisions d WHERE d.writer = s.writer AND d.segment = s.segment AND d.tenant = ?1 AND d.at < ?2 AND d.sealed IS NOT NULL)
            """).Bind(tenant.Value).Bind(before.UtcTicks).Bind(before.AddDays(1).UtcTicks);
        var segments = new List<(string, int)>();
        while (statement.Step())
            segments.Add((statement.Text(0), (int)statement.Long(1)));
        return segments;
    }

    /// <summary>Twice is as good as once: a batch is tried again after a failure.</summary>
    private static void Index(SqliteDatabase writer, LogSegment segment) =>
        writer.Prepare("INSERT OR IGNORE INTO decision_subjects SELECT writer, segment, subject, seq FROM decisions WHERE writer = ?1 AND segment = ?2 AND subject IS NOT NULL ORDER BY subject, seq")
            .Bind(segment.Writer).Bind(segment.Number).Run();

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
