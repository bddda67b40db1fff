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
}
