using System.Buffers.Binary;
using System.Text;

namespace Rapport.Storage.Sealing;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. The bytes were authenticated, so a misfit is a bug, not an attack.</summary>
internal sealed class ByteReader(byte[] bytes)
{
    private readonly List<string> _strings = [];
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    public byte Byte() => bytes[_at++];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var span = bytes.AsSpan(_at, count);
        _at += count;
        return span;
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public ulong Unsigned()
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public int Count() => checked((int)Unsigned());

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string? Text()
    {
        var code = Unsigned();
        if (code == 0)
            return null;
        if (code > 1)
            return _strings[(int)code - 2];
        var text = Encoding.UTF8.GetString(Bytes(Count()));
        _strings.Add(text);
        return text;
    }
}
