using System.Security.Cryptography;
using System.Text.Json;
using Rapport.Server.Hosting;
using static System.Buffers.Text.Base64Url;

namespace Rapport.Server.Tests.Shared;

/// <summary>The shop's own back end, as far as it signs customer tokens; written against RFC 7519, not against the server's library.</summary>
internal sealed class ShopTokens(TenantKeys keys, string tenant, TimeProvider clock)
{
    public string For(string customer, bool? anonymous = null) => Sign(customer, anonymous);

    public string Sign(string? subject, bool? anonymous = null, string? audience = null, TimeSpan? age = null, TimeSpan? life = null, string algorithm = "ES256", string? key = null)
    {
        var issued = clock.GetUtcNow() - (age ?? TimeSpan.Zero);
        var claims = new Dictionary<string, object> { ["aud"] = audience ?? "rapport:" + tenant, ["iat"] = issued.ToUnixTimeSeconds(), ["exp"] = (issued + (life ?? TimeSpan.FromMinutes(30))).ToUnixTimeSeconds() };
        if (subject is not null)
            claims["sub"] = subject;
        if (anonymous is { } anon)
            claims["anon"] = anon;
        var unsigned = EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT" })) + "." + EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        if (algorithm == "none")
            return unsigned + ".";
        using var pair = ECDsa.Create();
        pair.ImportFromPem(key ?? keys.TokenPrivateKey);
        return unsigned + "." + EncodeToString(pair.SignData(System.Text.Encoding.UTF8.GetBytes(unsigned), HashAlgorithmName.SHA256));
    }
}
