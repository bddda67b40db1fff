namespace Rapport.Storage.Tests;

/// <summary>A home folder that is gone after the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("rapport-").FullName;

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
