namespace Rapport.Core.Model;

/// <summary>The byte form of a personal model: equal models, equal bytes.</summary>
public static class ModelCodec
{
    public static byte[] Write(ItemItemModel model) => throw new NotImplementedException();

    /// <exception cref="InvalidDataException">The bytes are no model of this version.</exception>
    public static ItemItemModel Read(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
