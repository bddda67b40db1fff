using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Rapport.Server.Consent;

/// <summary>The header <c>Idempotency-Key</c>: the same request, sent again or replayed by somebody else, writes once.</summary>
internal static class IdempotencyKey
{
    private const int Longest = 128;

    /// <returns>False where the header is there and no key: 1 to 128 visible ASCII characters, once.</returns>
    /// <param name="hash">128 bits of SHA-256, or null without the header.</param>
    public static bool TryRead(HttpRequest request, out string? hash)
    {
        hash = null;
        var values = request.Headers["Idempotency-Key"];
        if (values.Count == 0)
            return true;
        if (values is not [{ Length: > 0 and <= Longest } key] || !key.All(c => c is > ' ' and <= '~'))
            return false;
        hash = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(key)).AsSpan(0, 16));
        return true;
    }
}
