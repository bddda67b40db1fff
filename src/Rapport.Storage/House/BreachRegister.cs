using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;

namespace Rapport.Storage.House;

/// <summary>The register of breaches and drills, a small file of the home for each shop, and whom one concerns.</summary>
/// <remarks><b>Threads</b>: safe. Whom a breach concerns is read from the store when it is asked, and kept nowhere.</remarks>
public sealed class BreachRegister(string home, ICustomerStore customers, TimeProvider clock)
{
    public static IReadOnlyList<string> Scopes { get; } = ["store", "logs", "export", "account"];

    private readonly Lock _turn = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Breach> Read(TenantId tenant)
    {
        lock (_turn)
        {
            return [.. Load(tenant).OrderByDescending(breach => breach.NoticedAt)];
        }
    }

    public Breach? Find(TenantId tenant, string id) => Read(tenant).FirstOrDefault(breach => breach.Id == id);

    public Breach Open(TenantId tenant, bool drill, string scope, DateTimeOffset since, DateTimeOffset until, DateTimeOffset? noticedAt)
    {
        var breach = new Breach(RandomNumberGenerator.GetHexString(16, lowercase: true), drill, scope, since, until, noticedAt ?? clock.GetUtcNow());
        lock (_turn)
        {
            Save(tenant, [.. Load(tenant), breach]);
        }

        return breach;
    }

    /// <summary>Notes that the authority was told. The first time stands.</summary>
    public Breach? Report(TenantId tenant, string id)
    {
        lock (_turn)
        {
            var all = Load(tenant);
            if (all.FindIndex(breach => breach.Id == id) is var place && place < 0)
                return null;
            all[place] = all[place] with { ReportedAt = all[place].ReportedAt ?? clock.GetUtcNow() };
            Save(tenant, all);
            return all[place];
        }
    }

    /// <summary>Everybody of whom something was stored while it was open, by name: with how many lines.</summary>
    public async Task<IReadOnlyList<Concerned>> ConcernedAsync(TenantId tenant, Breach breach, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(breach);
        var concerned = new List<Concerned>();
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            // What was kept before it was over lay open in it.
            if (file.History.Count(line => line.At <= breach.Until) is > 0 and var lines)
                concerned.Add(new Concerned(file.Customer.Value, file.Customer.IsAnonymous, lines));
        }

        return concerned;
    }

    private List<Breach> Load(TenantId tenant) =>
        File.Exists(PathOf(tenant)) ? JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(tenant)), BreachJson.Default.ListBreach) ?? [] : [];

    private void Save(TenantId tenant, List<Breach> breaches)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tenant))!);
        HomeFolder.WriteDurably(PathOf(tenant), JsonSerializer.SerializeToUtf8Bytes(breaches, BreachJson.Default.ListBreach));
    }

    private string PathOf(TenantId tenant) => Path.Combine(home, "breaches", tenant.Value + ".json");
}

/// <summary>Somebody a breach concerns.</summary>
public sealed record Concerned(string Customer, bool Anonymous, int Lines);

/// <summary>How the register is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Breach>))]
internal sealed partial class BreachJson : JsonSerializerContext;
