using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Authority;

/// <summary>Checks customer tokens: ES256, signed by the shop, or by this server for who opened a link, for this shop, at most an hour long.</summary>
/// <remarks>
/// A checked signature is remembered by the token's hash for at most five minutes and never past <c>exp</c>; consent is never remembered.
/// <para><b>Threads</b>: safe.</para>
/// </remarks>
internal sealed class CustomerTokens(TenantDirectory tenants, RapportStore store, TimeProvider clock)
{
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = 4096, MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Checked> _checked = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, SecurityKey[]> _keys = tenants.All.ToFrozenDictionary(tenant => tenant.Id.Value, tenant => KeysOf([.. tenant.TokenKeys, store.PublicKeyPem]), StringComparer.Ordinal);

    /// <returns>The customer it speaks for, or the code of the problem.</returns>
    public async Task<(Caller.Person? Caller, string Problem)> CheckAsync(string token)
    {
        var now = clock.GetUtcNow();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_checked.TryGetValue(hash, out var known) && now < known.Until)
            return (known.Caller, "");

        var (caller, expires, problem) = await ReadAsync(token, now);
        if (caller is null)
            return (null, problem);
        if (_checked.Count >= MostRemembered)
            _checked.Clear();
        _checked[hash] = new Checked(caller, expires < now + Remembered ? expires : now + Remembered);
        return (caller, "");
    }

    private async Task<(Caller.Person? Caller, DateTimeOffset Expires, string Problem)> ReadAsync(string token, DateTimeOffset now)
    {
        if (token.Length > 4096 || !_handler.CanReadToken(token) || TenantOf(token) is not { } tenant)
            return (null, default, "wrong-token");
        var result = await _handler.ValidateTokenAsync(token, Parameters(tenant));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return (null, default, "wrong-token");

        DateTimeOffset issued = jwt.IssuedAt, expires = jwt.ValidTo;
        if (issued > now + Skew || expires - issued > Longest || expires <= issued)
            return (null, default, "wrong-token");
        if (expires <= now)
            return (null, default, "expired-token");
        if (string.IsNullOrWhiteSpace(jwt.Subject))
            return (null, default, "wrong-token");
        var isAnonymous = jwt.TryGetPayloadValue<bool>("anon", out var anonymous) && anonymous;
        return (new Caller.Person(tenant, CustomerId.Named(jwt.Subject, isAnonymous)), expires, "");
    }

    /// <summary>The shop a token says it is for; nothing is proven yet.</summary>
    private Tenant? TenantOf(string token)
    {
        try
        {
            var audiences = _handler.ReadJsonWebToken(token).Audiences.ToArray();
            return audiences is [['r', 'a', 'p', 'p', 'o', 'r', 't', ':', .. var id]] ? tenants.Find(id) : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(Tenant tenant) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidAudience = tenant.Audience,
        ValidateIssuer = false,
        IssuerSigningKeys = _keys[tenant.Id.Value],
        TryAllIssuerSigningKeys = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        // Times are checked above, by the injected clock.
        ValidateLifetime = false,
    };

    private static SecurityKey[] KeysOf(IEnumerable<string> pems) => [.. pems.Select(pem =>
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new ECDsaSecurityKey(key);
    })];

    private sealed record Checked(Caller.Person Caller, DateTimeOffset Until);
}
