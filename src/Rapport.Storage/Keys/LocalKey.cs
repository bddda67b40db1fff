using System.Security.Cryptography;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Keys;

/// <summary>A key-encryption key of 32 bytes in this process's memory: from a file or from an environment variable.</summary>
internal sealed class LocalKey : IKeyEncryptionKey
{
    private readonly Func<byte[]?> _read;
    private readonly byte[] _bytes;
    private readonly byte[] _sealing;

    private LocalKey(string reference, Func<byte[]?> read, byte[] bytes)
    {
        (Reference, _read, _bytes) = (reference, read, bytes);
        _sealing = RootSecret.Derive(bytes, "rapport key encryption 2");
    }

    public string Reference { get; }

    /// <summary>What a key store of before generations derived everything from.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The key, or null where there is none of 32 bytes.</summary>
    public static LocalKey? TryOpen(string reference, Func<byte[]?> read) =>
        read() is { Length: Sealer.KeyLength } bytes ? new LocalKey(reference, read, bytes) : null;

    public bool IsThere() => _read() is { } now && CryptographicOperations.FixedTimeEquals(now, _bytes);

    public byte[] Seal(byte[] secret, byte[] name) => Sealer.Seal(_sealing, secret, name);

    public byte[]? Open(byte[] block, byte[] name) => Sealer.Open(_sealing, block, name);
}
