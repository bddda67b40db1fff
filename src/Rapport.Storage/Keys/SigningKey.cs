using System.Security.Cryptography;
using System.Text;

namespace Rapport.Storage.Keys;

/// <summary>The server's own ECDSA P-256 key: it signs receipts and heads of the decision log.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _using = new();

    /// <summary>Opens the key, or makes it at the first start.</summary>
    /// <param name="mayMake">False while the keys folder is not the right one: then a missing key is replaced for this run only.</param>
    public SigningKey(string path, bool mayMake)
    {
        if (File.Exists(path))
        {
            _key = ECDsa.Create();
            _key.ImportFromPem(File.ReadAllText(path));
        }
        else
        {
            _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            if (mayMake)
                HomeFolder.WriteDurably(path, Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem()));
        }

        PublicPem = _key.ExportSubjectPublicKeyInfoPem();
    }

    public string PublicPem { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_using)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256);
        }
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_using)
        {
            return _key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }

    public void Dispose() => _key.Dispose();
}
