using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Mail;

/// <summary>Links that open the privacy centre once: made, and given back as a customer token signed by this server.</summary>
/// <remarks>
/// Kept in this process alone, as a keyed hash of the link's secret, for a quarter of an hour: a restart voids them, and a stolen disk holds none.
/// <b>Threads</b>: safe.
/// </remarks>
internal sealed class SignInLinks(RapportStore store, TimeProvider clock)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(30);

    private const int MostOpen = 100_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Open> _open = new(StringComparer.Ordinal);

    /// <returns>The secret of a new link; the customer's links before it no longer hold. Null while too many are open.</returns>
    public string? Make(Tenant tenant, CustomerId customer)
    {
        var now = clock.GetUtcNow();
        foreach (var (hash, open) in _open)
        {
            if (open.Until <= now || (open.Tenant.Id == tenant.Id && open.Customer == customer))
                _open.TryRemove(hash, out _);
        }

        if (_open.Count >= MostOpen)
            return null;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _open[HashOf(secret)] = new Open(tenant, customer, now + LinkLife);
        return secret;
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>A customer token; null for a link that is unknown, used or too old, all alike.</returns>
    public string? Redeem(string secret)
    {
        if (!_open.TryRemove(HashOf(secret), out var open) || open.Until <= clock.GetUtcNow())
            return null;
        var issued = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = open.Customer.Value,
            ["aud"] = open.Tenant.Audience,
            ["iat"] = issued.ToUnixTimeSeconds(),
            ["exp"] = (issued + TokenLife).ToUnixTimeSeconds(),
        };
        var unsigned = Base64Url.EncodeToString("{\"alg\":\"ES256\",\"typ\":\"JWT\"}"u8) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return unsigned + "." + Base64Url.EncodeToString(store.Sign(Encoding.UTF8.GetBytes(unsigned)));
    }

    private string HashOf(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret)));

    private sealed record Open(Tenant Tenant, CustomerId Customer, DateTimeOffset Until);
}
