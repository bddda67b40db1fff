using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rapport.Server.Hosting;

/// <summary>How <c>rapport.json</c> is read and written: strict, so that a misspelt key is an error and not a default.</summary>
/// <remarks>By reflection, once at start: generated code would set members that the file leaves out to nothing instead of to their defaults.</remarks>
internal static class SettingsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static RapportSettings? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<RapportSettings>(json, Options);

    public static byte[] Write(RapportSettings settings) => JsonSerializer.SerializeToUtf8Bytes(settings, Options);
}
