using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;

namespace Rapport.Storage.Keys;

/// <summary>The key-encryption key and the secrets derived from it (HKDF-SHA256, one label each).</summary>
internal sealed class MasterKey
{
    private readonly byte[] _customers;
    private readonly byte[] _tombstones;
    private readonly byte[] _pseudonyms;

    public MasterKey(byte[] key)
    {
        _customers = Derive(key, "rapport customer keys 1");
        _tombstones = Derive(key, "rapport tombstones 1");
        _pseudonyms = Derive(key, "rapport pseudonyms 1");
        Wrapping = Derive(key, "rapport wrapping 1");
        Fingerprint = Derive(key, "rapport fingerprint 1");
    }

    /// <summary>Seals the keys of the key store.</summary>
    public byte[] Wrapping { get; }

    /// <summary>Tells whether data and key store belong to this key; gives nothing away about it.</summary>
    public byte[] Fingerprint { get; }

    public CustomerKey CustomerKeyOf(TenantId tenant, CustomerId customer) => Hash(_customers, tenant, customer);

    public CustomerKey TombstoneKeyOf(TenantId tenant, CustomerId customer) => Hash(_tombstones, tenant, customer);

    /// <summary>What a customer is called in the records of staff: it joins with no table.</summary>
    public CustomerKey PseudonymOf(TenantId tenant, CustomerId customer) => Hash(_pseudonyms, tenant, customer);

    private static byte[] Derive(byte[] key, string label) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(label));

    private static CustomerKey Hash(byte[] secret, TenantId tenant, CustomerId customer)
    {
        // The longest: 64 bytes of tenant, three of separators, 256 UTF-16 units of at most three bytes.
        Span<byte> name = stackalloc byte[64 + 3 + (3 * CustomerId.MaxLength)];
        var written = Encoding.UTF8.GetBytes(tenant.Value, name);
        name[written++] = 0;
        name[written++] = customer.IsAnonymous ? (byte)'a' : (byte)'c';
        name[written++] = (byte)':';
        written += Encoding.UTF8.GetBytes(customer.Value, name[written..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, name[..written], hash);
        return CustomerKey.From(tenant, hash);
    }
}
