using System.Text;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The byte form of the batch lists: equal lists, equal bytes.</summary>
/// <remarks><b>Shape and units</b>: little-endian; magic, version, month, then related and together by ascending item, then popular.</remarks>
public static class ListCodec
{
    private const int Magic = 0x4C505052; // "RPPL"

    public static byte[] Write(ContextLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(ModelSettings.ArithmeticVersion);
            writer.Write(lists.AsOf.ToUnixTimeSeconds());
            WriteByItem(writer, lists.AllRelated);
            WriteByItem(writer, lists.AllTogether);
            WriteList(writer, lists.Popular);
        }

        return buffer.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no lists of this version.</exception>
    public static ContextLists Read(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new MemoryStream(bytes.ToArray(), writable: false);
        using var reader = new BinaryReader(buffer, Encoding.UTF8);
        try
        {
            if (reader.ReadInt32() != Magic || reader.ReadInt32() != ModelSettings.ArithmeticVersion)
                throw new InvalidDataException("The bytes are no lists of this version.");
            var asOf = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
            var lists = new ContextLists(asOf, ReadByItem(reader), ReadByItem(reader), ReadList(reader));
            return buffer.Position == buffer.Length ? lists : throw new InvalidDataException("Something follows the lists.");
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The bytes are no whole lists.", cause);
        }
    }

    private static void WriteByItem(BinaryWriter writer, IReadOnlyDictionary<ItemId, ItemId[]> lists)
    {
        writer.Write(lists.Count);
        foreach (var (item, list) in lists.OrderBy(entry => entry.Key))
        {
            writer.Write(item.Value);
            WriteList(writer, list);
        }
    }

    private static void WriteList(BinaryWriter writer, ReadOnlySpan<ItemId> list)
    {
        writer.Write(list.Length);
        foreach (var item in list)
            writer.Write(item.Value);
    }

    private static Dictionary<ItemId, ItemId[]> ReadByItem(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var lists = new Dictionary<ItemId, ItemId[]>();
        for (var i = 0; i < count; i++)
            lists.Add(new ItemId(reader.ReadString()), ReadList(reader));
        return lists;
    }

    private static ItemId[] ReadList(BinaryReader reader)
    {
        var list = new ItemId[reader.ReadInt32()];
        for (var i = 0; i < list.Length; i++)
            list[i] = new ItemId(reader.ReadString());
        return list;
    }
}
