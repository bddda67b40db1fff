using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Core.Rights;
using Rapport.Server.Endpoints;
using Rapport.Storage;

namespace Rapport.Server.Rights;

/// <summary>Signs receipts, over their canonical JSON: the answer without <c>signature</c>, members in ordinal order at every depth, no white space, UTF-8.</summary>
internal sealed class ReceiptDesk(RapportStore store)
{
    private static readonly JsonSerializerOptions Minimal = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReceiptAnswer Answer(ErasureReceipt receipt)
    {
        var unsigned = new ReceiptAnswer(receipt.Id, receipt.Tenant, receipt.Kind, receipt.RequestedAt, receipt.Removed, receipt.ModelHashBefore, receipt.ModelHashAfter, receipt.FinalAt, receipt.IsFinal, receipt.Notes, "");
        return unsigned with { Signature = Convert.ToBase64String(store.Sign(Canonical(unsigned))) };
    }

    /// <summary>The bytes a signature is over.</summary>
    internal static byte[] Canonical(ReceiptAnswer receipt)
    {
        var whole = JsonSerializer.SerializeToNode(receipt, ApiJson.Default.ReceiptAnswer)!.AsObject();
        whole.Remove("signature");
        return Encoding.UTF8.GetBytes(Ordered(whole)!.ToJsonString(Minimal));
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray values => new JsonArray([.. values.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
