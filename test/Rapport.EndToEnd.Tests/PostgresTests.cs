using Rapport.Testing;

namespace Rapport.EndToEnd.Tests;

/// <summary>The kills, on PostgreSQL.</summary>
public sealed class PostgresDurabilityTests(PostgresServer postgres) : DurabilityTests, IClassFixture<PostgresServer>
{
    protected override async Task<string?> StoreAsync() => await postgres.CreateDatabaseAsync();
}

/// <summary>The races, on PostgreSQL.</summary>
public sealed class PostgresRaceTests(PostgresServer postgres) : RaceTests, IClassFixture<PostgresServer>
{
    protected override async Task<string?> StoreAsync() => await postgres.CreateDatabaseAsync();
}
