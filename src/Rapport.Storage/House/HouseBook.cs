using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Storage.House;

/// <summary>The file <c>house.json</c> of the keys folder: read again whenever it changed, written by one at a time, whatever the process.</summary>
/// <remarks>
/// A command that changes it is obeyed by a running server with the next request. A file that cannot be read opens nothing.
/// <para><b>Threads</b>: safe.</para>
/// </remarks>
public sealed class HouseBook(string keysFolder)
{
    public const string FileName = "house.json";

    private readonly string _path = Path.Combine(keysFolder, FileName);
    private volatile Seen _seen = new(default, HouseState.Empty);

    /// <summary>The book of a home.</summary>
    public static HouseBook Of(string home) => new(Path.Combine(home, "keys"));

    /// <exception cref="InvalidDataException">The file is no house book.</exception>
    public HouseState Read()
    {
        var stamp = StampNow();
        if (_seen is { } seen && seen.Stamp == stamp)
            return seen.State;
        var state = stamp == default ? HouseState.Empty : Load();
        _seen = new Seen(stamp, state);
        return state;
    }

    /// <summary>Changes the book; durable when the task completes.</summary>
    /// <param name="change">From what stands there to what shall stand there; the same state writes nothing.</param>
    public async Task<HouseState> ChangeAsync(Func<HouseState, HouseState> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        HomeFolder.CreatePrivate(keysFolder);
        using var turn = await TakeTurnAsync(cancellation).ConfigureAwait(false);
        var before = StampNow() == default ? HouseState.Empty : Load();
        var after = change(before);
        if (ReferenceEquals(before, after))
            return before;
        HomeFolder.WriteDurably(_path, JsonSerializer.SerializeToUtf8Bytes(after, HouseJson.Default.HouseState));
        _seen = new Seen(StampNow(), after);
        return after;
    }

    private HouseState Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(_path), HouseJson.Default.HouseState) ?? throw new InvalidDataException($"{FileName} is empty.");
        }
        catch (JsonException mistake)
        {
            throw new InvalidDataException($"{FileName} in the keys folder cannot be read; while that is so, no key and no password opens anything.", mistake);
        }
    }

    private (DateTime Written, long Length) StampNow()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(20, cancellation).ConfigureAwait(false);
            }
        }
    }

    private sealed record Seen((DateTime Written, long Length) Stamp, HouseState State);
}

/// <summary>How the house book is kept: strict JSON, so that a misspelt word opens nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(HouseState))]
internal sealed partial class HouseJson : JsonSerializerContext;
