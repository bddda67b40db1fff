using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Rapport.Demo.Hosting;

/// <summary>The shop's side of customer tokens: it vouches for visitors with a private key that Rapport never sees.</summary>
internal sealed class DemoTokens : IDisposable
{
    private static readonly TimeSpan Valid = TimeSpan.FromHours(1);
    private static readonly TimeSpan Renewable = TimeSpan.FromDays(30);

    private readonly ECDsa _key;
    private readonly string _audience;
    private readonly TimeProvider _clock;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    internal DemoTokens(string privateKeyPem, string tenant, TimeProvider clock)
    {
        (_key, _audience, _clock) = (ECDsa.Create(), "rapport:" + tenant, clock);
        _key.ImportFromPem(privateKeyPem);
    }

    /// <summary>A token for a visitor nobody knew before: 128 random bits and nothing else.</summary>
    internal ShopPass Create() => Sign(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>A fresh token for the same visitor, or null where the old one is not the shop's own or too old.</summary>
    internal async Task<ShopPass?> RenewAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidAudience = _audience,
            ValidateIssuer = false,
            // Its hour is over; how long ago is checked below, by the injected clock.
            ValidateLifetime = false,
            IssuerSigningKey = new ECDsaSecurityKey(_key),
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken old } && old.ValidTo > (_clock.GetUtcNow() - Renewable).UtcDateTime ? Sign(old.Subject) : null;
    }

    public void Dispose() => _key.Dispose();

    private ShopPass Sign(string customer)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds());
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = customer, ["anon"] = true },
            Audience = _audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Valid).UtcDateTime,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256),
        });
        return new ShopPass(token, customer, now + Valid);
    }
}
