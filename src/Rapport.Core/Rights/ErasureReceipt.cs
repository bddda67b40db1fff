namespace Rapport.Core.Rights;

/// <summary>What a customer is told after "forget me" or a withdrawal, signed by the server.</summary>
/// <param name="Id">128 random bits, base64url; the only handle, it names nobody.</param>
/// <param name="Kind"><c>erasure</c> or <c>withdrawal</c>.</param>
/// <param name="RequestedAt">UTC; from then on no answer used the data.</param>
/// <param name="Removed">What was removed, by kind, in rows or lines.</param>
/// <param name="ModelHashBefore">The model that may have held a part of the customer.</param>
/// <param name="ModelHashAfter">The model trained without; null until final.</param>
/// <param name="FinalAt">When what others see was clean (ground rule 16); null until then.</param>
/// <param name="Notes">Codes of what the customer should know: what cannot be recalled, what is kept by law.</param>
public sealed record ErasureReceipt(
    string Id,
    string Tenant,
    string Kind,
    DateTimeOffset RequestedAt,
    IReadOnlyDictionary<string, long> Removed,
    string ModelHashBefore,
    string? ModelHashAfter,
    DateTimeOffset? FinalAt,
    IReadOnlyList<string> Notes)
{
    public bool IsFinal => FinalAt is not null;
}
