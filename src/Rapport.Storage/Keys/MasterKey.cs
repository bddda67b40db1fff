using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;

namespace Rapport.Storage.Keys;

/// <summary>The key-encryption key and the secrets derived from it (HKDF-SHA256, one label each).</summary>
internal sealed class MasterKey
{
    private readonly byte[] _customers;
    private readonly byte[] _tombstones;

    public MasterKey(byte[] key)
    {
        _customers = Derive(key, "rapport customer keys 1");
        _tombstones = Derive(key, "rapport tombstones 1");
        Wrapping = Derive(key, "rapport wrapping 1");
        Fingerprint = Derive(key, "rapport fingerprint 1");
    }

    /// <summary>Seals the keys of the key store.</summary>
    public byte[] Wrapping { get; }

    /// <summary>Tells whether data and key store belong to this key; gives nothing away about it.</summary>
    public byte[] Fingerprint { get; }

    public CustomerKey CustomerKeyOf(TenantId tenant, CustomerId customer) => CustomerKey.From(tenant, Hash(_customers, tenant, customer));

    public CustomerKey TombstoneKeyOf(TenantId tenant, CustomerId customer) => CustomerKey.From(tenant, Hash(_tombstones, tenant, customer));

    private static byte[] Derive(byte[] key, string label) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(label));

    private static byte[] Hash(byte[] secret, TenantId tenant, CustomerId customer) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(tenant.Value + "\0" + customer.Canonical));
}
