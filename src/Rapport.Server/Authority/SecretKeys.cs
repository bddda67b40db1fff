using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>The secret keys that open something now: those of the settings and those of the house book, less the revoked.</summary>
/// <remarks><b>Threads</b>: safe.</remarks>
internal sealed class SecretKeys(TenantDirectory tenants, HouseBook book, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);
    private volatile Known _known = new(null, []);

    /// <summary>The shop behind a key and what the key may do there; null for one that opens nothing.</summary>
    public Caller.Shop? Find(string key) =>
        Match(key) is { } found && tenants.Find(found.Tenant) is { } tenant ? new Caller.Shop(tenant, found.May, found.Name) : null;

    /// <summary>The key itself; null for one that opens nothing. Compares with every hash in the same time, found or not.</summary>
    public SecretKey? Match(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        SecretKey? found = null;
        foreach (var (known, bytes) in Keys())
        {
            if (CryptographicOperations.FixedTimeEquals(bytes, hash))
                found = known;
        }

        if (found is not null)
            _uses[found.Hash] = clock.GetUtcNow();
        return found;
    }

    /// <summary>The keys of a shop by name, those of its settings first.</summary>
    public IReadOnlyList<SecretKey> Of(string tenant) => [.. Keys().Select(entry => entry.Key).Where(key => key.Tenant == tenant)];

    /// <summary>When each key was used since this server started, by hash.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Uses => _uses;

    private ImmutableArray<(SecretKey Key, byte[] Hash)> Keys()
    {
        var known = _known;
        HouseState state;
        try
        {
            state = book.Read();
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // A book that cannot be read might revoke anything: nothing opens.
            return [];
        }

        if (ReferenceEquals(known.State, state))
            return known.Keys;
        var keys = tenants.All.SelectMany(KeysOfSettings).Concat(state.Keys).Where(key => !state.Revoked.Contains(key.Hash)).Select(key => (key, Convert.FromHexString(key.Hash)));
        _known = known = new Known(state, [.. keys]);
        return known.Keys;
    }

    private static IEnumerable<SecretKey> KeysOfSettings(Tenant tenant) =>
        tenant.SecretKeyHashes.Select((hash, place) => new SecretKey(tenant.Id.Value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"settings-{place + 1}"), Convert.ToHexStringLower(hash), Permissions.All, DateTimeOffset.UnixEpoch));

    private sealed record Known(HouseState? State, ImmutableArray<(SecretKey Key, byte[] Hash)> Keys);
}
