using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Rapport.Storage.Sealing;

/// <summary>Writes the compact forms that lie inside sealed blocks: variable-length integers, each string once.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private Dictionary<string, int>? _strings;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Forgets what was written, so that the next writing needs no new memory.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _strings?.Clear();
    }

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Bytes(ReadOnlySpan<byte> value) => _bytes.Write(value);

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Unsigned(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>Small numbers of either sign are short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A string: 0 is null, 1 a new one that follows, n + 2 the n-th before.</summary>
    public void Text(string? value)
    {
        _strings ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (value is null)
        {
            Unsigned(0);
        }
        else
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_strings, value, out var isKnown);
            if (isKnown)
            {
                Unsigned((ulong)place + 2);
                return;
            }

            place = _strings.Count - 1;
            Unsigned(1);
            WholeText(value);
        }
    }

    /// <summary>A string with its length, whether it was written before or not.</summary>
    public void WholeText(string value)
    {
        Unsigned((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
    }
}
