using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Storage.House;

/// <summary>Which copies of a home were made, where and when: the file <c>backups.json</c> of the home.</summary>
/// <remarks>It says what <c>rapport backup</c> wrote; what was copied by other means, and what was moved away since, it cannot know.</remarks>
public sealed class BackupRegister(string home)
{
    private const int MostKept = 1_000;

    private readonly string _path = Path.Combine(home, "backups.json");

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BackupEntry> Read() => File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), BackupJson.Default.ListBackupEntry) ?? [] : [];

    /// <summary>When the newest copy of a kind was made; null where none was.</summary>
    public DateTimeOffset? LastOf(string what) => Read().LastOrDefault(entry => entry.What == what)?.At;

    /// <summary>A copy over an earlier one takes its place.</summary>
    public void Note(string what, string folder, DateTimeOffset at)
    {
        var place = Path.GetFullPath(folder);
        var entries = Read().Where(entry => entry.Folder != place || entry.What != what).Append(new BackupEntry(what, place, at)).TakeLast(MostKept).ToList();
        HomeFolder.WriteDurably(_path, JsonSerializer.SerializeToUtf8Bytes(entries, BackupJson.Default.ListBackupEntry));
    }
}

/// <summary>One copy.</summary>
/// <param name="What"><c>data</c> or <c>keys</c>.</param>
/// <param name="Folder">Its full path on the machine that made it.</param>
/// <param name="At">UTC.</param>
public sealed record BackupEntry(string What, string Folder, DateTimeOffset At)
{
    public const string Data = "data";
    public const string Keys = "keys";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<BackupEntry>))]
internal sealed partial class BackupJson : JsonSerializerContext;
