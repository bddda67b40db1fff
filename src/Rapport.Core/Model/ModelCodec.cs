using System.Text;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The byte form of a personal model: equal models, equal bytes.</summary>
/// <remarks><b>Shape and units</b>: little-endian; magic, versions of form and arithmetic, settings, month, customers, items with their support, row starts, targets, weights.</remarks>
public static class ModelCodec
{
    private const int Magic = 0x4D505052; // "RPPM"

    /// <summary>Rises with every change of the byte form.</summary>
    private const int Format = 3;

    public static byte[] Write(ItemItemModel model)
    {
        using var buffer = new MemoryStream(checked((int)LengthOf(model)));
        Write(model, buffer);
        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }

    public static void Write(ItemItemModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (starts, targets, weights) = model.Rows;
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        WriteHead(writer, model);
        for (var item = 0; item < model.ItemCount; item++)
        {
            writer.Write(model.ItemAt(item).Value);
            writer.Write(model.SupportOf(item));
        }

        NumberArrays.Write<int>(writer, starts);
        NumberArrays.Write<int>(writer, targets);
        NumberArrays.Write<float>(writer, weights);
    }

    /// <exception cref="InvalidDataException">The bytes are no model of this version.</exception>
    public static ItemItemModel Read(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new MemoryStream(bytes.ToArray(), writable: false);
        var model = Read(buffer);
        return buffer.Position == buffer.Length ? model : throw new InvalidDataException("Something follows the model.");
    }

    /// <summary>Reads a model and stops behind it.</summary>
    /// <exception cref="InvalidDataException">There is no model of this version.</exception>
    public static ItemItemModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadInt32() != Magic || reader.ReadInt32() != Format || reader.ReadInt32() != ModelSettings.ArithmeticVersion)
                throw new InvalidDataException("The bytes are no model of this version.");
            var settings = ReadSettings(reader);
            var asOf = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
            var customers = reader.ReadInt32();
            var (items, support) = ReadItems(reader);
            var starts = NumberArrays.Read<int>(reader, items.Length + 1);
            var targets = NumberArrays.Read<int>(reader, starts[^1]);
            var weights = NumberArrays.Read<float>(reader, starts[^1]);
            return new ItemItemModel(settings, asOf, customers, items, support, starts, targets, weights);
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The bytes are no whole model.", cause);
        }
    }

    /// <summary>How many bytes <see cref="Write(ItemItemModel, Stream)"/> writes.</summary>
    internal static long LengthOf(ItemItemModel model)
    {
        using var head = new MemoryStream();
        using var writer = new BinaryWriter(head, Encoding.UTF8);
        WriteHead(writer, model);
        var length = head.Length + (sizeof(int) * (model.ItemCount + 1L)) + ((sizeof(int) + sizeof(float)) * (long)model.Rows.Targets.Length);
        for (var item = 0; item < model.ItemCount; item++)
        {
            var bytes = Encoding.UTF8.GetByteCount(model.ItemAt(item).Value);
            length += sizeof(int) + bytes + (bytes < 0x80 ? 1 : 2);
        }

        return length;
    }

    private static void WriteHead(BinaryWriter writer, ItemItemModel model)
    {
        writer.Write(Magic);
        writer.Write(Format);
        writer.Write(ModelSettings.ArithmeticVersion);
        WriteSettings(writer, model.Settings);
        writer.Write(model.AsOf.ToUnixTimeSeconds());
        writer.Write(model.Customers);
        writer.Write(model.ItemCount);
    }

    private static void WriteSettings(BinaryWriter writer, ModelSettings settings)
    {
        writer.Write(settings.Gamma);
        writer.Write(settings.Lambda);
        writer.Write(settings.PenaltyPower);
        writer.Write(settings.SelectionPower);
        writer.Write(settings.Neighbours);
        writer.Write(settings.HalfLifeDays);
        writer.Write(settings.Support);
        writer.Write(settings.TargetPower);
        writer.Write(settings.TrendPower);
        writer.Write(settings.TrendDays);
        writer.Write(settings.PairSupport);
    }

    private static ModelSettings ReadSettings(BinaryReader reader) => new(
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(),
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());

    private static (ItemId[] Items, int[] Support) ReadItems(BinaryReader reader)
    {
        var items = new ItemId[reader.ReadInt32()];
        var support = new int[items.Length];
        for (var item = 0; item < items.Length; item++)
            (items[item], support[item]) = (new ItemId(reader.ReadString()), reader.ReadInt32());
        return (items, support);
    }
}
