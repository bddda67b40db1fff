using System.Security.Cryptography;

namespace Rapport.Storage.Sealing;

/// <summary>AES-256-GCM with a random 96-bit nonce: version byte, nonce, cipher text, tag.</summary>
/// <remarks><b>Invariant</b>: one key seals far fewer than 2^32 blocks in its life, as random nonces ask.</remarks>
internal static class Sealer
{
    public const int KeyLength = 32;
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var block = new byte[1 + NonceLength + plain.Length + TagLength];
        block[0] = Version;
        var nonce = block.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, block.AsSpan(1 + NonceLength, plain.Length), block.AsSpan(block.Length - TagLength), associated);
        return block;
    }

    /// <summary>The plain bytes, or null when the key is not the block's or the block was touched.</summary>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> block, ReadOnlySpan<byte> associated)
    {
        if (block.Length < 1 + NonceLength + TagLength || block[0] != Version)
            return null;
        var plain = new byte[block.Length - 1 - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(block.Slice(1, NonceLength), block.Slice(1 + NonceLength, plain.Length), block[^TagLength..], plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
