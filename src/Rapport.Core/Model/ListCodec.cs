namespace Rapport.Core.Model;

/// <summary>The byte form of the batch lists: equal lists, equal bytes.</summary>
public static class ListCodec
{
    public static byte[] Write(ContextLists lists) => throw new NotImplementedException();

    /// <exception cref="InvalidDataException">The bytes are no lists of this version.</exception>
    public static ContextLists Read(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
