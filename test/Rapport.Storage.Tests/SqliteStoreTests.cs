namespace Rapport.Storage.Tests;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private protected override StorageOptions Options(Action<string>? atStep = null, int linesPerSegment = 10_000) =>
        new() { Home = Home.Folder, AtStep = atStep, LinesPerSegment = linesPerSegment };
}
