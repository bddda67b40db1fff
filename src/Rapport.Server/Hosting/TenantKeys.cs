using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Server.Hosting;

/// <summary>The fresh keys of one shop, shown once: settings keep the write key, the hash and the public key only.</summary>
public sealed record TenantKeys(string WriteKey, string SecretKey, string TokenPrivateKey, string TokenPublicKey)
{
    public string SecretKeyHash => HashOf(SecretKey);

    public static TenantKeys Create()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TenantKeys("wk_" + Random(18), "sk_" + Random(32), pair.ExportPkcs8PrivateKeyPem(), pair.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>SHA-256 of a secret key, lower-case hex.</summary>
    public static string HashOf(string secretKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secretKey)));

    /// <summary>The settings of a tenant that answers to these keys.</summary>
    public TenantSettings ToSettings(string id, string name) =>
        new() { Id = id, Name = name, WriteKeys = [WriteKey], SecretKeyHashes = [SecretKeyHash], TokenKeys = [TokenPublicKey] };

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
