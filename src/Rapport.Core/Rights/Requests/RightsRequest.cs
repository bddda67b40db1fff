using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Rapport.Core.Events;

namespace Rapport.Core.Rights.Requests;

/// <summary>A customer's wish with its clock and its evidence. It holds no identity: <paramref name="Subject"/> is a keyed name that nobody reads back.</summary>
/// <param name="Id">128 random bits, base64url.</param>
/// <param name="Channel">Who brought it: <c>customer</c> or <c>operator</c>.</param>
/// <param name="ConfirmBy">By when its arrival must be confirmed; null where the law does not say.</param>
/// <param name="DueAt">By when it must be finished; moved by an extension.</param>
public sealed record RightsRequest(
    string Id,
    string Tenant,
    Right Right,
    Regime Regime,
    string Subject,
    string Channel,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ConfirmBy,
    DateTimeOffset DueAt,
    RightsStatus Status,
    DateTimeOffset? FinishedAt,
    ImmutableArray<RightsStep> Steps)
{
    private static readonly IReadOnlyDictionary<string, long> Nothing = ImmutableDictionary<string, long>.Empty;

    public bool IsOpen => Status is RightsStatus.Open or RightsStatus.Finishing;

    /// <summary>The receipt that must be final before the request is; null for none.</summary>
    public string? Receipt => Steps.LastOrDefault(step => step.Code == "receipt")?.Reference;

    public static RightsRequest Open(TenantId tenant, Right right, Regime regime, string subject, string channel, DateTimeOffset receivedAt, DateTimeOffset now) =>
        new RightsRequest(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            tenant.Value,
            right,
            regime,
            subject,
            channel,
            receivedAt,
            RightsClock.ConfirmBy(right, regime, receivedAt),
            RightsClock.DueAt(right, regime, receivedAt),
            RightsStatus.Open,
            null,
            []).With("received", now);

    public RightsRequest With(string code, DateTimeOffset at, IReadOnlyDictionary<string, long>? counts = null, string? reference = null) =>
        this with { Steps = Steps.Add(new RightsStep(code, at, counts ?? Nothing, reference)) };

    public RightsRequest Finish(RightsStatus status, DateTimeOffset at, string? reason = null) =>
        With(status == RightsStatus.Refused ? "refused" : "fulfilled", at, reference: reason) with { Status = status, FinishedAt = at };

    /// <summary>Puts the due time off as far as the law lets; null where it does not: there is no extension, it was used, or the first period is over.</summary>
    public RightsRequest? Extend(DateTimeOffset now, string reason)
    {
        if (!IsOpen || now > DueAt || Steps.Any(step => step.Code == "extended") || RightsClock.ExtendedDueAt(Right, Regime, ReceivedAt) is not { } due)
            return null;
        return With("extended", now, reference: reason) with { DueAt = due };
    }

    /// <summary>True when it was not finished in time.</summary>
    public bool IsOverdue(DateTimeOffset now) => (FinishedAt ?? now) > DueAt;
}
