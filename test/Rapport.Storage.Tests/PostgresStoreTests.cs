using Npgsql;
using Rapport.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Rapport.Storage.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    private string? _connection;

    private protected override async Task<StorageOptions> OptionsAsync(Action<string>? atStep = null, int linesPerSegment = 10_000) => new()
    {
        Home = Home.Folder,
        Store = StoreKind.Postgres,
        PostgresConnection = _connection ??= await server.CreateDatabaseAsync(),
        AtStep = atStep,
        LinesPerSegment = linesPerSegment,
    };

    private protected override async Task TamperAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_connection! + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private protected override async Task<IReadOnlyList<string>> DatabaseFilesAsync()
    {
        await using var source = NpgsqlDataSource.Create(_connection! + ";Pooling=false");
        await using (var checkpoint = source.CreateCommand("CHECKPOINT"))
            await checkpoint.ExecuteNonQueryAsync();
        await using var folder = source.CreateCommand("SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()");
        return Directory.GetFiles((string)(await folder.ExecuteScalarAsync())!);
    }
}
