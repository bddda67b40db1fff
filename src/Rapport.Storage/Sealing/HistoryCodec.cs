using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Storage.Sealing;

/// <summary>History lines as bytes: times as differences, repeated ids by number. About 20 bytes a line.</summary>
internal static class HistoryCodec
{
    [Flags]
    private enum Parts : byte
    {
        None = 0,
        SameMessage = 1,
        Item = 2,
        Gift = 4,
        Order = 8,
        Text = 16,
        Quantity = 32,
        Price = 64,
        Device = 128,
    }

    public static void Write(ByteWriter writer, IReadOnlyList<HistoryLine> lines, int from = 0)
    {
        writer.Unsigned((ulong)(lines.Count - from));
        var message = 0ul;
        var time = 0L;
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i];
            var parts = PartsOf(line);
            if (i > from && line.MessageKey == message)
                parts |= Parts.SameMessage;
            writer.Byte((byte)parts);
            writer.Byte((byte)line.Kind);
            writer.Byte((byte)line.Purposes);
            writer.Byte((byte)line.Provenance);
            if (!parts.HasFlag(Parts.SameMessage))
                writer.Fixed64(message = line.MessageKey);
            var at = line.At.ToUnixTimeMilliseconds();
            writer.Signed(at - time);
            time = at;
            if (line.Item is { } item)
                writer.Text(item.Value);
            if (line.OrderId is not null)
                writer.Text(line.OrderId);
            if (line.Text is not null)
                writer.Text(line.Text);
            if (parts.HasFlag(Parts.Quantity))
                writer.Signed(line.Quantity);
            if (parts.HasFlag(Parts.Price))
                writer.Signed(line.PriceMinor);
            if (parts.HasFlag(Parts.Device))
                writer.Unsigned(line.Device);
        }
    }

    public static void Read(ByteReader reader, List<HistoryLine> lines)
    {
        var count = reader.Count();
        lines.EnsureCapacity(lines.Count + count);
        var message = 0ul;
        var time = 0L;
        for (var i = 0; i < count; i++)
        {
            var parts = (Parts)reader.Byte();
            var kind = (EventKind)reader.Byte();
            var purposes = (Purposes)reader.Byte();
            var provenance = (Provenance)reader.Byte();
            if ((parts & Parts.SameMessage) == 0)
                message = reader.Fixed64();
            time += reader.Signed();
            ItemId? item = (parts & Parts.Item) != 0 ? new ItemId(reader.Text()!) : null;
            var order = (parts & Parts.Order) != 0 ? reader.Text() : null;
            var text = (parts & Parts.Text) != 0 ? reader.Text() : null;
            var quantity = (parts & Parts.Quantity) != 0 ? (int)reader.Signed() : 1;
            var price = (parts & Parts.Price) != 0 ? reader.Signed() : 0;
            var device = (parts & Parts.Device) != 0 ? (uint)reader.Unsigned() : 0;
            lines.Add(new HistoryLine(message, kind, item, DateTimeOffset.FromUnixTimeMilliseconds(time), purposes, provenance, quantity, price, (parts & Parts.Gift) != 0, order, text, device));
        }
    }

    private static Parts PartsOf(HistoryLine line) =>
        (line.Item is null ? 0 : Parts.Item)
        | (line.IsGift ? Parts.Gift : 0)
        | (line.OrderId is null ? 0 : Parts.Order)
        | (line.Text is null ? 0 : Parts.Text)
        | (line.Quantity == 1 ? 0 : Parts.Quantity)
        | (line.PriceMinor == 0 ? 0 : Parts.Price)
        | (line.Device == 0 ? 0 : Parts.Device);
}
