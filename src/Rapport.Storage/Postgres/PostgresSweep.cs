using Rapport.Core.History;

namespace Rapport.Storage.Postgres;

/// <summary>Clears dead rows from PostgreSQL's files after an erasure.</summary>
/// <remarks>
/// An ordinary VACUUM frees the space of dead rows and leaves their bytes in it until others overwrite them; only a rewrite leaves none.
/// Small tables are rewritten, which holds them for a moment; large ones are vacuumed, and what is left in them is noise under a key that is gone.
/// </remarks>
internal static class PostgresSweep
{
    private const long MostRewritten = 2L << 20;

    private static readonly string[] Tables = ["customers", "consents", "erasures", "decisions"];

    public static async Task RunAsync(PostgresPool pool, CancellationToken cancellation)
    {
        var sizes = await pool.ListAsync(
            "SELECT t, pg_total_relation_size(t::regclass) FROM unnest($1::text[]) AS t",
            parameters => parameters.Add(new Npgsql.NpgsqlParameter { Value = Tables }),
            reader => (Table: reader.GetString(0), Bytes: reader.GetInt64(1)),
            cancellation).ConfigureAwait(false);
        // One after the other: no more than one table waits at a time.
        foreach (var (table, bytes) in sizes)
        {
            if (bytes > MostRewritten || !await TryRewriteAsync(pool, table, cancellation).ConfigureAwait(false))
                await pool.RunAloneAsync(cancellation, $"VACUUM (INDEX_CLEANUP ON) {table}").ConfigureAwait(false);
        }
    }

    /// <summary>False where others held the table for longer than anybody should wait behind this.</summary>
    private static async Task<bool> TryRewriteAsync(PostgresPool pool, string table, CancellationToken cancellation)
    {
        try
        {
            await pool.RunAloneAsync(cancellation, "SET lock_timeout = '100ms'", $"VACUUM (FULL) {table}").ConfigureAwait(false);
            return true;
        }
        catch (StoreUnavailableException busy) when (busy.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.LockNotAvailable })
        {
            return false;
        }
    }
}
