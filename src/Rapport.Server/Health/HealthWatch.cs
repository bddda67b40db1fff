using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Events.Health;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;

namespace Rapport.Server.Health;

/// <summary>Watches the data of every shop, and keeps its counts in a small file each of the home, so that weeks outlive a server.</summary>
internal sealed class HealthWatch(RapportOptions options, TenantDirectory tenants, Shops shops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<TenantId, DataHealth> _watched = new();

    public DataHealth Of(TenantId tenant) => _watched.GetOrAdd(tenant, name => new DataHealth(Read(name)));

    /// <summary>What is wrong now.</summary>
    public IReadOnlyList<DataAlert> Alerts(TenantId tenant)
    {
        Look(tenant);
        return Of(tenant).Alerts(clock.GetUtcNow());
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var tenant in tenants.All)
                    Look(tenant.Id);
                Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, and writes once more.
        }
    }

    /// <summary>How the feed looks now; an empty catalogue of a new shop is no shape.</summary>
    private void Look(TenantId tenant)
    {
        if (shops[tenant].Catalogue.Count > 0)
            Of(tenant).Note(ShapeOf(shops[tenant].Catalogue));
    }

    private void Write()
    {
        foreach (var (tenant, health) in _watched)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tenant))!);
            File.WriteAllBytes(PathOf(tenant) + ".new", JsonSerializer.SerializeToUtf8Bytes(health.Save(), HealthJson.Default.DataHealthState));
            File.Move(PathOf(tenant) + ".new", PathOf(tenant), overwrite: true);
        }
    }

    private DataHealthState? Read(TenantId tenant)
    {
        try
        {
            return File.Exists(PathOf(tenant)) ? JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(tenant)), HealthJson.Default.DataHealthState) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(TenantId tenant) => Path.Combine(options.Home, "health", tenant.Value + ".json");

    private FeedShape ShapeOf(ItemCatalogue catalogue)
    {
        var (inStock, priced, categorised) = (0, 0, 0);
        var categories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in catalogue.Items)
        {
            if (!item.InStock)
                continue;
            inStock++;
            priced += item.PriceMinor > 0 ? 1 : 0;
            if (string.IsNullOrWhiteSpace(item.Category))
                continue;
            categorised++;
            categories.Add(item.Category);
        }

        return new FeedShape(clock.GetUtcNow().ToUnixTimeSeconds() / 86_400, inStock, priced, categorised, categories.Count);
    }
}

/// <summary>How the counts are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataHealthState))]
internal sealed partial class HealthJson : JsonSerializerContext;
