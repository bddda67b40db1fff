using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;

namespace Rapport.Storage.Keys;

/// <summary>The secret that customers' names on disk are made with (HKDF-SHA256, one label each). It stays when the key-encryption key changes, and so do the names.</summary>
internal sealed class RootSecret
{
    private readonly byte[] _customers;
    private readonly byte[] _tombstones;
    private readonly byte[] _pseudonyms;
    private readonly byte[] _experiments;

    public RootSecret(byte[] secret)
    {
        _customers = Derive(secret, "rapport customer keys 1");
        _tombstones = Derive(secret, "rapport tombstones 1");
        _pseudonyms = Derive(secret, "rapport pseudonyms 1");
        _experiments = Derive(secret, "rapport experiments 1");
        Fingerprint = Derive(secret, "rapport fingerprint 1");
    }

    /// <summary>Tells whether data and key store belong together; gives nothing away about the secret.</summary>
    public byte[] Fingerprint { get; }

    public CustomerKey CustomerKeyOf(TenantId tenant, CustomerId customer) => Hash(_customers, tenant, customer);

    public CustomerKey TombstoneKeyOf(TenantId tenant, CustomerId customer) => Hash(_tombstones, tenant, customer);

    /// <summary>What a customer is called in the records of staff: it joins with no table.</summary>
    public CustomerKey PseudonymOf(TenantId tenant, CustomerId customer) => Hash(_pseudonyms, tenant, customer);

    /// <summary>Sorts a shop's customers into the arms of its experiments.</summary>
    public byte[] ExperimentKeyOf(TenantId tenant) => HMACSHA256.HashData(_experiments, Encoding.UTF8.GetBytes(tenant.Value));

    public static byte[] Derive(byte[] secret, string label) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(label));

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
