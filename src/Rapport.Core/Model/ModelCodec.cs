using System.Runtime.InteropServices;
using System.Text;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The byte form of a personal model: equal models, equal bytes.</summary>
/// <remarks><b>Shape and units</b>: little-endian; magic, arithmetic version, settings, month, customers, items with their support, row starts, targets, weights.</remarks>
public static class ModelCodec
{
    private const int Magic = 0x4D505052; // "RPPM"

    public static byte[] Write(ItemItemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (starts, targets, weights) = model.Rows;
        using var buffer = new MemoryStream(checked((model.ItemCount * 32) + (targets.Length * 8) + 256));
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(ModelSettings.ArithmeticVersion);
            WriteSettings(writer, model.Settings);
            writer.Write(model.AsOf.ToUnixTimeSeconds());
            writer.Write(model.Customers);
            writer.Write(model.ItemCount);
            for (var item = 0; item < model.ItemCount; item++)
            {
                writer.Write(model.ItemAt(item).Value);
                writer.Write(model.SupportOf(item));
            }

            writer.Write(MemoryMarshal.AsBytes(starts));
            writer.Write(MemoryMarshal.AsBytes(targets));
            writer.Write(MemoryMarshal.AsBytes(weights));
        }

        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no model of this version.</exception>
    public static ItemItemModel Read(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new MemoryStream(bytes.ToArray(), writable: false);
        using var reader = new BinaryReader(buffer, Encoding.UTF8);
        try
        {
            if (reader.ReadInt32() != Magic || reader.ReadInt32() != ModelSettings.ArithmeticVersion)
                throw new InvalidDataException("The bytes are no model of this version.");
            var settings = ReadSettings(reader);
            var asOf = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
            var customers = reader.ReadInt32();
            var (items, support) = ReadItems(reader);
            var starts = ReadArray<int>(reader, items.Length + 1);
            var targets = ReadArray<int>(reader, starts[^1]);
            var weights = ReadArray<float>(reader, starts[^1]);
            return buffer.Position == buffer.Length
                ? new ItemItemModel(settings, asOf, customers, items, support, starts, targets, weights)
                : throw new InvalidDataException("Something follows the model.");
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The bytes are no whole model.", cause);
        }
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
    }

    private static ModelSettings ReadSettings(BinaryReader reader) => new(
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble());

    private static (ItemId[] Items, int[] Support) ReadItems(BinaryReader reader)
    {
        var items = new ItemId[reader.ReadInt32()];
        var support = new int[items.Length];
        for (var item = 0; item < items.Length; item++)
            (items[item], support[item]) = (new ItemId(reader.ReadString()), reader.ReadInt32());
        return (items, support);
    }

    private static T[] ReadArray<T>(BinaryReader reader, int length)
        where T : unmanaged
    {
        var array = new T[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }
}
