using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rapport.Server.Rights;

/// <summary>The one form of JSON that signatures are over: members in ordinal order at every depth, no white space, UTF-8.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Minimal = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(Ordered(node)!.ToJsonString(Minimal));

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray values => new JsonArray([.. values.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
