using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Rights;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Receipts of forgetting and withdrawal, and the key that signs them. A receipt's id is its only handle and names nobody.</summary>
internal static class ReceiptEndpoints
{
    public static void MapReceipts(this RouteGroupBuilder v1)
    {
        var open = v1.MapGroup("").WithTags("Receipts").RequireCors(Cors.Anywhere).Needs(Permissions.None).RequireRateLimiting(Limits.Open);
        open.MapGet("receipts/{id}", Read).WithName("read-receipt");
        open.MapGet("keys", Keys).WithName("keys");
    }

    /// <summary>Reads a receipt; final says whether what others see is clean.</summary>
    internal static async Task<Results<Ok<ReceiptAnswer>, ProblemHttpResult>> Read(string id, IReceiptStore store, TenantDirectory tenants, ReceiptDesk desk, CancellationToken cancellation)
    {
        foreach (var tenant in tenants.All)
        {
            if (id.Length <= 64 && await store.ReadAsync(tenant.Id, id, cancellation) is { } receipt)
                return TypedResults.Ok(desk.Answer(receipt));
        }

        return Problem.Of("unknown-receipt");
    }

    /// <summary>The public key that signs receipts: ECDSA P-256, SHA-256, r and s of 32 bytes each.</summary>
    internal static Ok<PublicKeys> Keys(RapportStore store) => TypedResults.Ok(new PublicKeys([new PublicKey("ES256", store.PublicKeyPem)]));
}

/// <summary>What was removed, and when what others see was clean.</summary>
/// <param name="Kind">erasure or withdrawal.</param>
/// <param name="Removed">By kind, in rows or lines.</param>
/// <param name="ModelHashAfter">The model trained without; null until final.</param>
/// <param name="Signature">Base64, over the canonical JSON without this member: members in ordinal order, no white space, UTF-8.</param>
internal sealed record ReceiptAnswer(
    string Id,
    string Tenant,
    string Kind,
    DateTimeOffset RequestedAt,
    IReadOnlyDictionary<string, long> Removed,
    string ModelHashBefore,
    string? ModelHashAfter,
    DateTimeOffset? FinalAt,
    bool Final,
    IReadOnlyList<string> Notes,
    string Signature);

/// <summary>The server's public signing keys.</summary>
internal sealed record PublicKeys(IReadOnlyList<PublicKey> Keys);

/// <summary>One public key, PEM.</summary>
internal sealed record PublicKey(string Algorithm, string Pem);
