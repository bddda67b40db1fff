using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Postgres;

/// <summary>The decision log in PostgreSQL; each server is a writer with a chain of its own.</summary>
internal sealed class PostgresDecisions(PostgresPool pool) : IDecisionTable
{
    private const string Columns = "writer, segment, seq, tenant, at, surface, tier, degraded, held, commitment, hash, subject, sealed";

    public Task AppendAsync(IReadOnlyList<LogLine> lines, IReadOnlyCollection<LogSegment> segments) => pool.WriteAsync(async connection =>
    {
        if (lines.Count > 0)
        {
            await PostgresPool.ExecuteAsync(
                connection,
                """
                INSERT INTO decisions
                SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::bigint[], $6::smallint[], $7::smallint[], $8::bool[], $9::text[], $10::bytea[], $11::bytea[], $12::bytea[], $13::bytea[])
                ON CONFLICT DO NOTHING
                """,
                lines.Select(line => line.Writer).ToArray(),
                lines.Select(line => line.Segment).ToArray(),
                lines.Select(line => line.Seq).ToArray(),
                lines.Select(line => line.Tenant).ToArray(),
                lines.Select(line => line.At).ToArray(),
                lines.Select(line => (short)line.Surface).ToArray(),
                lines.Select(line => (short)line.Tier).ToArray(),
                lines.Select(line => line.IsDegraded).ToArray(),
                lines.Select(line => line.Held).ToArray(),
                lines.Select(line => line.Commitment).ToArray(),
                lines.Select(line => line.Hash).ToArray(),
                lines.Select(line => line.Subject).ToArray(),
                lines.Select(line => line.Sealed).ToArray()).ConfigureAwait(false);
        }

        foreach (var segment in segments)
        {
            await PostgresPool.ExecuteAsync(
                connection,
                """
                INSERT INTO decision_segments VALUES ($1, $2, $3, $4, $5, $6, $7, $8::bigint)
                ON CONFLICT (writer, segment) DO UPDATE SET state = excluded.state, lines = excluded.lines, head = excluded.head, closed_at = excluded.closed_at
                """,
                segment.Writer, segment.Number, (short)segment.State, segment.Lines, segment.Previous, segment.Head, segment.OpenedAt, segment.ClosedAt).ConfigureAwait(false);
        }

        return 0;
    });

    public async Task<long> CountAsync(TenantId tenant, CancellationToken cancellation) =>
        (await pool.ListAsync("SELECT count(*) FROM decisions WHERE tenant = $1", parameters => Add(parameters, tenant.Value), reader => reader.GetInt64(0), cancellation).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<LogLine>> ReadAsync(CustomerKey customer, int most, CancellationToken cancellation) => await pool.ListAsync(
        $"SELECT {Columns} FROM decisions WHERE tenant = $1 AND subject = $2 ORDER BY at DESC, segment DESC, seq DESC LIMIT $3",
        parameters => Add(parameters, customer.Tenant.Value, customer.ToBytes(), most),
        Line,
        cancellation).ConfigureAwait(false);

    public async Task<long> EraseAsync(CustomerKey customer) =>
        (await pool.WriteAsync(("UPDATE decisions SET subject = NULL, sealed = NULL WHERE tenant = $1 AND subject = $2", [customer.Tenant.Value, customer.ToBytes()])).ConfigureAwait(false))[0];

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => PostgresAged.CountAsync(
        pool, "SELECT count(*), count(*) FILTER (WHERE at < $2), min(at) FROM decisions WHERE tenant = $1 AND sealed IS NOT NULL", tenant, before, cancellation);

    public async Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) =>
        (await pool.WriteAsync(("UPDATE decisions SET subject = NULL, sealed = NULL WHERE tenant = $1 AND at < $2 AND sealed IS NOT NULL", [tenant.Value, before.UtcTicks])).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<LogSegment>> SegmentsAsync(CancellationToken cancellation) => await pool.ListAsync(
        "SELECT writer, segment, state, lines, previous, head, opened_at, closed_at FROM decision_segments ORDER BY writer, segment",
        _ => { },
        reader => new LogSegment(
            reader.GetString(0), reader.GetInt32(1), (SegmentState)reader.GetInt16(2), reader.GetInt32(3), (byte[])reader[4], (byte[])reader[5], reader.GetInt64(6), reader.IsDBNull(7) ? null : reader.GetInt64(7)),
        cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<LogLine>> LinesAsync(string writer, int segment, CancellationToken cancellation) => await pool.ListAsync(
        $"SELECT {Columns} FROM decisions WHERE writer = $1 AND segment = $2 ORDER BY seq", parameters => Add(parameters, writer, segment), Line, cancellation).ConfigureAwait(false);

    private static LogLine Line(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetInt32(2),
        reader.GetString(3),
        reader.GetInt64(4),
        (byte)reader.GetInt16(5),
        (byte)reader.GetInt16(6),
        reader.GetBoolean(7),
        reader.GetString(8),
        (byte[])reader[9],
        (byte[])reader[10],
        reader.IsDBNull(11) ? null : (byte[])reader[11],
        reader.IsDBNull(12) ? null : (byte[])reader[12]);

    private static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }
}
