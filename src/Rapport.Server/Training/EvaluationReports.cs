using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rapport.Core.Events;
using Rapport.Core.Model.Measuring;

namespace Rapport.Server.Training;

/// <summary>What was last measured on each shop's own store, in small files of the home: settings and aggregate figures, nothing about a person.</summary>
public sealed class EvaluationReports(string home)
{
    /// <summary>Null where nothing readable is kept.</summary>
    public QualityReport? ReadQuality(TenantId tenant) => Read(PathOf(tenant, "quality"), EvaluationJson.Default.QualityReport);

    /// <summary>Null where nothing readable is kept.</summary>
    public ValueReport? ReadValue(TenantId tenant) => Read(PathOf(tenant, "value"), EvaluationJson.Default.ValueReport);

    public void Write(TenantId tenant, QualityReport report) => Write(PathOf(tenant, "quality"), report, EvaluationJson.Default.QualityReport);

    public void Write(TenantId tenant, ValueReport report) => Write(PathOf(tenant, "value"), report, EvaluationJson.Default.ValueReport);

    private static T? Read<T>(string path, JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), form) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string path, T report, JsonTypeInfo<T> form)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(report, form));
        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(TenantId tenant, string what) => Path.Combine(home, "models", $"{tenant.Value}.{what}.json");
}

/// <summary>How reports of an evaluation are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QualityReport))]
[JsonSerializable(typeof(ValueReport))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
