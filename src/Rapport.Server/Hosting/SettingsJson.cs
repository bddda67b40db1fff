using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Server.Hosting;

/// <summary>How <c>rapport.json</c> is read and written: strict, so that a misspelt key is an error and not a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(RapportSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
