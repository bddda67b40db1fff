using Npgsql;
using Rapport.Core.History;

namespace Rapport.Storage.Postgres;

/// <summary>Connections to one PostgreSQL database, and what its errors mean here.</summary>
internal sealed class PostgresPool(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int MostAttempts = 10;

    /// <summary>Runs one statement on a snapshot of its own.</summary>
    public Task<T> ReadAsync<T>(string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) => GuardedAsync(async () =>
    {
        var command = source.CreateCommand(sql);
        await using (command.ConfigureAwait(false))
        {
            bind(command.Parameters);
            var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return read(reader);
            }
        }
    });

    public Task<List<T>> ListAsync<T>(string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        ReadAsync(sql, bind, reader =>
        {
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }, cancellation);

    /// <summary>Runs work in one durable transaction and repeats it when the database gave way to another.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work) => GuardedAsync(async () =>
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(connection).ConfigureAwait(false);
                await transaction.CommitAsync().ConfigureAwait(false);
                return result;
            }
        }
    });

    /// <summary>Runs statements one by one on one connection, outside of a transaction and for as long as they take.</summary>
    public Task<int> RunAloneAsync(CancellationToken cancellation, params string[] statements) => GuardedAsync(async () =>
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (var statement in statements)
            {
                // The texts are constants.
#pragma warning disable CA2100
                var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
                await using (command.ConfigureAwait(false))
                    await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }

            return statements.Length;
        }
    });

    /// <summary>Runs statements in one durable transaction.</summary>
    /// <returns>How many rows each touched.</returns>
    public Task<long[]> WriteAsync(params (string Sql, object?[] Values)[] statements) => WriteAsync(async connection =>
    {
        var touched = new long[statements.Length];
        for (var i = 0; i < statements.Length; i++)
            touched[i] = await ExecuteAsync(connection, statements[i].Sql, statements[i].Values).ConfigureAwait(false);
        return touched;
    });

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params object?[] values)
    {
        // The texts are constants; values are bound.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (PostgresException problem) when (problem.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < MostAttempts)
            {
                // The other transaction won; this one runs again from the start.
            }
            catch (NpgsqlException problem) when (IsUnavailable(problem))
            {
                throw new StoreUnavailableException("PostgreSQL cannot take or give data.", problem);
            }
        }
    }

    /// <summary>Everything but a mistake in our own SQL or data.</summary>
    private static bool IsUnavailable(NpgsqlException problem) =>
        problem is not PostgresException { SqlState: var state } || state[..2] is "08" or "25" or "28" or "3D" or "40" or "53" or "55" or "57" or "58" or "F0" or "XX";
}
