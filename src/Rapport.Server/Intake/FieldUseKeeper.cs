using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;

namespace Rapport.Server.Intake;

/// <summary>Keeps the days on which fields were of use in small files of the home, so that ninety days outlive a server.</summary>
internal sealed class FieldUseKeeper(RapportOptions options, TenantDirectory tenants, LiveFigures figures, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            if (Read(tenant.Id) is { } days)
                figures.Uses.Load(tenant.Id, days);
        }

        return base.StartAsync(cancellationToken);
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
                Write();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, and writes once more.
        }
    }

    private void Write()
    {
        foreach (var tenant in tenants.All)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tenant.Id))!);
            File.WriteAllBytes(PathOf(tenant.Id) + ".new", JsonSerializer.SerializeToUtf8Bytes(figures.Uses.Save(tenant.Id), FieldUseJson.Default.FieldUseDays));
            File.Move(PathOf(tenant.Id) + ".new", PathOf(tenant.Id), overwrite: true);
        }
    }

    private FieldUseDays? Read(TenantId tenant)
    {
        try
        {
            return File.Exists(PathOf(tenant)) ? JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(tenant)), FieldUseJson.Default.FieldUseDays) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(TenantId tenant) => Path.Combine(options.Home, "models", tenant.Value + ".fields.json");
}

/// <summary>How field uses are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FieldUseDays))]
internal sealed partial class FieldUseJson : JsonSerializerContext;
