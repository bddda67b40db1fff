namespace Rapport.Storage.Tests;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private protected override Task<StorageOptions> OptionsAsync(Action<string>? atStep = null, int linesPerSegment = 10_000) =>
        Task.FromResult(new StorageOptions { Home = Home.Folder, AtStep = atStep, LinesPerSegment = linesPerSegment });

    private protected override Task TamperAsync(string sql)
    {
        using var database = new Sqlite.SqliteDatabase(Home.PathOf("data", "decisions.db"));
        database.Execute(sql);
        return Task.CompletedTask;
    }
}
