using CsCheck;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Tests;

public sealed class HistoryCodecTests
{
    private static readonly Gen<string?> Text = Gen.OneOf(Gen.Const((string?)null), Gen.OneOfConst<string?>("a", "Kitchen > Pans", "ä€🙂"), Gen.String.AlphaNumeric.Select(text => (string?)text));

    private static readonly Gen<HistoryLine> Line =
        from message in Gen.OneOf(Gen.ULong, Gen.Const(7ul))
        from kind in Gen.Byte[1, 11]
        from item in Text
        from at in Gen.Long[-1_000_000, 4_000_000_000_000]
        from purposes in Gen.Byte[1, 15]
        from provenance in Gen.Byte[1, 4]
        from quantity in Gen.OneOf(Gen.Const(1), Gen.Int)
        from price in Gen.OneOf(Gen.Const(0L), Gen.Long)
        from gift in Gen.Bool
        from order in Text
        from text in Text
        select new HistoryLine(
            message, (EventKind)kind, string.IsNullOrWhiteSpace(item) ? null : new ItemId(item[..Math.Min(item.Length, 100)]), DateTimeOffset.FromUnixTimeMilliseconds(at),
            (Purposes)purposes, (Provenance)provenance, quantity, price, gift, order, text);

    [Fact]
    public void What_is_written_is_read_back() => Line.List[0, 50].Sample(lines =>
    {
        var writer = new ByteWriter();
        HistoryCodec.Write(writer, lines);
        var reader = new ByteReader(writer.Written.ToArray());
        var read = new List<HistoryLine>();
        HistoryCodec.Read(reader, read);
        return reader.IsAtEnd && read.SequenceEqual(lines);
    });

    [Fact]
    public void A_usual_line_takes_about_twenty_bytes()
    {
        var writer = new ByteWriter();
        HistoryCodec.Write(writer, [.. Enumerable.Range(0, 100).Select(i =>
            new HistoryLine((ulong)i * 0x9E3779B97F4A7C15, EventKind.ProductViewed, Samples.Item(i % 20), Samples.Now.AddMinutes(i), Purposes.Recommendations, Provenance.ObservedHere))]);

        Assert.InRange(writer.Written.Length / 100, 10, 22);
    }
}
