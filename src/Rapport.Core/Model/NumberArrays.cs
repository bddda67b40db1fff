using System.Runtime.InteropServices;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Whole arrays to and from a stream, piece by piece: little-endian numbers without their count, and item ids with it.</summary>
internal static class NumberArrays
{
    private const int Piece = 1 << 20;

    internal static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (; values.Length > Piece; values = values[Piece..])
            writer.Write(MemoryMarshal.AsBytes(values[..Piece]));
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    internal static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        for (var at = 0; at < count; at += Piece)
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Piece, count - at))));
        return values;
    }

    internal static void Write(BinaryWriter writer, ItemId[] items)
    {
        writer.Write(items.Length);
        foreach (var item in items)
            writer.Write(item.Value);
    }

    internal static ItemId[] ReadItems(BinaryReader reader)
    {
        var items = new ItemId[reader.ReadInt32()];
        for (var item = 0; item < items.Length; item++)
            items[item] = new ItemId(reader.ReadString());
        return items;
    }
}
