using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rapport.Core.Model;

/// <summary>What is published of a shop: the model and the lists, and the hash that names them.</summary>
/// <remarks>
/// <b>Shape and units</b>: the length of the model's bytes, the model, the lists. The hash is SHA-256 over all of it, taken while it streams by.
/// </remarks>
/// <param name="Hash">Lower-case hex; the one of <see cref="ModelHash"/>.</param>
public sealed record ModelFile(ItemItemModel Model, ContextLists Lists, string Hash)
{
    private const int Buffer = 1 << 16;

    /// <returns>The hash of what was written.</returns>
    public static string Write(Stream stream, ItemItemModel model, ContextLists lists)
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var buffered = new BufferedStream(hashing, Buffer))
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, ModelCodec.LengthOf(model));
            buffered.Write(length);
            ModelCodec.Write(model, buffered);
            ListCodec.Write(lists, buffered);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <exception cref="InvalidDataException">There is no model of this version.</exception>
    public static ModelFile Read(Stream stream)
    {
        using var hash = SHA256.Create();
        using var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Read, leaveOpen: true);
        using var buffered = new BufferedStream(hashing, Buffer);
        if (buffered.ReadAtLeast(new byte[sizeof(long)], sizeof(long), throwOnEndOfStream: false) < sizeof(long))
            throw new InvalidDataException("The bytes are no whole model.");
        var model = ModelCodec.Read(buffered);
        var lists = ListCodec.Read(buffered);
        return buffered.ReadByte() < 0
            ? new ModelFile(model, lists, Convert.ToHexStringLower(hash.Hash!))
            : throw new InvalidDataException("Something follows the model.");
    }
}
