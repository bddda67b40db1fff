using System.Text;

namespace Rapport.Core.Model;

/// <summary>The byte form of the batch lists: equal lists, equal bytes.</summary>
/// <remarks><b>Shape and units</b>: little-endian; magic, version, month, items ascending, then related and together (row starts, places), popular, and last how soon consumables are bought again (name, days), names ascending.</remarks>
public static class ListCodec
{
    private const int Magic = 0x4C505052; // "RPPL"

    /// <summary>Rises with every change of the byte form.</summary>
    private const int Format = 3;

    public static byte[] Write(ContextLists lists)
    {
        using var buffer = new MemoryStream();
        Write(lists, buffer);
        return buffer.ToArray();
    }

    public static void Write(ContextLists lists, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(lists);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Format);
        writer.Write(ModelSettings.ArithmeticVersion);
        writer.Write(lists.AsOf.ToUnixTimeSeconds());
        NumberArrays.Write(writer, lists.Items);
        foreach (var rows in new[] { lists.RelatedRows, lists.TogetherRows })
        {
            NumberArrays.Write<int>(writer, rows.Starts);
            NumberArrays.Write<int>(writer, rows.Places);
        }

        writer.Write(lists.PopularPlaces.Length);
        NumberArrays.Write<int>(writer, lists.PopularPlaces);
        writer.Write(lists.Gaps.Count);
        foreach (var (name, days) in lists.Gaps.All)
        {
            writer.Write(name);
            writer.Write(days);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no lists of this version.</exception>
    public static ContextLists Read(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new MemoryStream(bytes.ToArray(), writable: false);
        var lists = Read(buffer);
        return buffer.Position == buffer.Length ? lists : throw new InvalidDataException("Something follows the lists.");
    }

    /// <summary>Reads lists and stops behind them.</summary>
    /// <exception cref="InvalidDataException">There are no lists of this version.</exception>
    public static ContextLists Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadInt32() != Magic || reader.ReadInt32() != Format || reader.ReadInt32() != ModelSettings.ArithmeticVersion)
                throw new InvalidDataException("The bytes are no lists of this version.");
            var asOf = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
            var items = NumberArrays.ReadItems(reader);
            var (related, together) = (ReadRows(reader, items.Length), ReadRows(reader, items.Length));
            return new ContextLists(asOf, items, related, together, NumberArrays.Read<int>(reader, reader.ReadInt32()), ReadGaps(reader));
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The bytes are no whole lists.", cause);
        }
    }

    private static RepeatGaps ReadGaps(BinaryReader reader)
    {
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
            days.Add(reader.ReadString(), reader.ReadInt32());
        return new RepeatGaps(days);
    }

    private static ListRows ReadRows(BinaryReader reader, int items)
    {
        var starts = NumberArrays.Read<int>(reader, items + 1);
        return new ListRows(starts, NumberArrays.Read<int>(reader, starts[^1]));
    }
}
