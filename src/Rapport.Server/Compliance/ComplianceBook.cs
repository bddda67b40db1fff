using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Compliance;

/// <summary>What the checks leave behind, in small files of the home: every run, what people attested, and since when the keys are what they are.</summary>
/// <remarks><b>Threads</b>: safe. A run is one line of <c>TENANT.runs.jsonl</c> and is never changed.</remarks>
internal sealed class ComplianceBook(string home)
{
    private const int MostRuns = 800;

    private readonly Lock _turn = new();

    public ComplianceBook(RapportOptions options)
        : this(options.Home)
    {
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ComplianceRun> Runs(TenantId tenant, int most = MostRuns)
    {
        lock (_turn)
        {
            return [.. Lines(RunsOf(tenant)).Reverse().Take(most).Select(line => JsonSerializer.Deserialize(line, ComplianceJson.Default.ComplianceRun)!)];
        }
    }

    public void Add(TenantId tenant, ComplianceRun run)
    {
        lock (_turn)
        {
            var kept = Lines(RunsOf(tenant)).TakeLast(MostRuns - 1).Append(JsonSerializer.Serialize(run, ComplianceJson.Default.ComplianceRun));
            Write(RunsOf(tenant), Encoding.UTF8.GetBytes(string.Join('\n', kept) + "\n"));
        }
    }

    /// <summary>The newest attestation of each kind.</summary>
    public IReadOnlyList<Attestation> Attested(TenantId tenant)
    {
        lock (_turn)
        {
            return Load(AttestedOf(tenant), ComplianceJson.Default.ListAttestation) ?? [];
        }
    }

    public void Attest(TenantId tenant, Attestation attestation)
    {
        lock (_turn)
        {
            var others = (Load(AttestedOf(tenant), ComplianceJson.Default.ListAttestation) ?? []).Where(known => known.Check != attestation.Check);
            Write(AttestedOf(tenant), JsonSerializer.SerializeToUtf8Bytes([.. others, attestation], ComplianceJson.Default.ListAttestation));
        }
    }

    /// <summary>Since when the key-encryption keys are of this generation: the day it was first seen.</summary>
    public DateTimeOffset KeysSince(int generation, DateTimeOffset now)
    {
        lock (_turn)
        {
            if (Load(PathOf("keys.json"), ComplianceJson.Default.KeysSeen) is { } seen && seen.Generation == generation)
                return seen.Since;
            Write(PathOf("keys.json"), JsonSerializer.SerializeToUtf8Bytes(new KeysSeen(generation, now), ComplianceJson.Default.KeysSeen));
            return now;
        }
    }

    /// <summary>When a command last copied the data; null where none did.</summary>
    public DateTimeOffset? BackedUpAt => new BackupRegister(home).LastOf(BackupEntry.Data);

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static T? Load<T>(string path, JsonTypeInfo<T> form)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), form) : null;

    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string RunsOf(TenantId tenant) => PathOf(tenant.Value + ".runs.jsonl");

    private string AttestedOf(TenantId tenant) => PathOf(tenant.Value + ".attested.json");

    private string PathOf(string file) => Path.Combine(home, "compliance", file);
}

/// <summary>When a generation of keys was first seen.</summary>
internal sealed record KeysSeen(int Generation, DateTimeOffset Since);

/// <summary>How the book is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ComplianceRun))]
[JsonSerializable(typeof(List<Attestation>))]
[JsonSerializable(typeof(KeysSeen))]
internal sealed partial class ComplianceJson : JsonSerializerContext;
