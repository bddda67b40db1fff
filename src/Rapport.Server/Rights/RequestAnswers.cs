using System.Text.Json;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Endpoints;
using Rapport.Storage;

namespace Rapport.Server.Rights;

/// <summary>Tells requests with their clocks as they stand, each signed as receipts are.</summary>
internal sealed class RequestAnswers(RapportStore store, TimeProvider clock)
{
    /// <summary>A request as a file that proves what was done.</summary>
    public byte[] Evidence(RightsRequest request) => JsonSerializer.SerializeToUtf8Bytes(Answer(request), ApiJson.Default.RequestAnswer);

    /// <param name="data">What the customer asked to read; it is no part of the signature.</param>
    public RequestAnswer Answer(RightsRequest request, EverythingHeld? data = null)
    {
        var now = clock.GetUtcNow();
        var unsigned = new RequestAnswer(
            request.Id,
            request.Tenant,
            Wire.Name(request.Right),
            Wire.Name(request.Regime),
            request.Channel,
            request.ReceivedAt,
            request.ConfirmBy,
            request.DueAt,
            request.IsOpen ? RightsClock.ExtendedDueAt(request.Right, request.Regime, request.ReceivedAt) : null,
            Wire.Name(request.Status),
            request.IsOverdue(now),
            request.FinishedAt,
            [.. request.Steps.Select(step => new RequestStep(step.Code, step.At, step.Counts, step.Reference))],
            "",
            null);
        var whole = JsonSerializer.SerializeToNode(unsigned, ApiJson.Default.RequestAnswer)!.AsObject();
        whole.Remove("signature");
        whole.Remove("data");
        return unsigned with { Signature = Convert.ToBase64String(store.Sign(CanonicalJson.Bytes(whole))), Data = data };
    }
}
