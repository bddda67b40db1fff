using System.Text.Json;
using Rapport.Core.Rights;
using Rapport.Server.Endpoints;
using Rapport.Storage;

namespace Rapport.Server.Rights;

/// <summary>Signs receipts, over their canonical JSON: the answer without <c>signature</c>, members in ordinal order at every depth, no white space, UTF-8.</summary>
internal sealed class ReceiptDesk(RapportStore store)
{
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
        return CanonicalJson.Bytes(whole);
    }
}
