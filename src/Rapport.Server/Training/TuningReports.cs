using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Core.Events;
using Rapport.Core.Model.Tuning;

namespace Rapport.Server.Training;

/// <summary>The last tuning of each shop, in a small file each of the home: settings and aggregate figures, nothing about a person.</summary>
public sealed class TuningReports(string home)
{
    /// <summary>Null where nothing readable is kept: then the shipped settings hold.</summary>
    public TuningReport? Read(TenantId tenant)
    {
        try
        {
            return File.Exists(PathOf(tenant)) ? JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(tenant)), TuningJson.Default.TuningReport) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(TenantId tenant, TuningReport report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tenant))!);
        File.WriteAllBytes(PathOf(tenant) + ".new", JsonSerializer.SerializeToUtf8Bytes(report, TuningJson.Default.TuningReport));
        File.Move(PathOf(tenant) + ".new", PathOf(tenant), overwrite: true);
    }

    private string PathOf(TenantId tenant) => Path.Combine(home, "models", tenant.Value + ".tuning.json");
}

/// <summary>How a tuning report is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TuningReport))]
internal sealed partial class TuningJson : JsonSerializerContext;
