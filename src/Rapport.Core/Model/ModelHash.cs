using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rapport.Core.Model;

/// <summary>The name of a model and its lists: SHA-256 over both, lower-case hex.</summary>
public static class ModelHash
{
    public static string Of(ReadOnlySpan<byte> model, ReadOnlySpan<byte> lists)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, model.Length);
        hash.AppendData(length);
        hash.AppendData(model);
        hash.AppendData(lists);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
