using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Model.Kernels;

/// <summary>Finds single entries of one sparse row whose columns are cut into equal ranges: sixteen entries are compared at once, without a branch.</summary>
/// <remarks><b>Order and determinism</b>: nothing is added, so nothing depends on an order. <b>Cost</b>: a start, two vectors of columns at most as a rule, a code.</remarks>
internal static class PairLookup
{
    /// <summary>Entries that may be read, but not used, behind the last one.</summary>
    internal const int Padding = 16;

    /// <param name="starts">Where each range begins in <paramref name="lows"/>, and the end.</param>
    /// <param name="lows">Low halves of the columns, ascending within a range, and <see cref="Padding"/> more.</param>
    /// <param name="codes">Beside them, and one more.</param>
    /// <param name="meanings">What a code stands for, 256.</param>
    /// <param name="shift">A range holds 2^shift columns, at most 16.</param>
    /// <param name="first">The number of the first range.</param>
    internal static void Read(
        ReadOnlySpan<int> starts, ReadOnlySpan<ushort> lows, ReadOnlySpan<byte> codes, ReadOnlySpan<float> meanings, int shift, int first, ReadOnlySpan<int> columns, Span<float> values)
    {
        ref var origin = ref MemoryMarshal.GetReference(lows);
        ref var start = ref MemoryMarshal.GetReference(starts);
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var meaning = ref MemoryMarshal.GetReference(meanings);
        for (var k = 0; k < columns.Length && k < values.Length; k++)
        {
            var range = (columns[k] >> shift) - first;
            var from = Unsafe.Add(ref start, range);
            var count = Unsafe.Add(ref start, range + 1) - from;
            var wanted = Vector256.Create(unchecked((ushort)columns[k]));
            while (count > Padding)
            {
                if (Matches(ref origin, from, wanted) != 0)
                    break;
                (from, count) = (from + Padding, count - Padding);
            }

            unchecked
            {
                var mask = Matches(ref origin, from, wanted) & (uint)((1UL << (2 * Math.Min(count, Padding))) - 1);
                var at = from + (BitOperations.TrailingZeroCount(mask) >> 1);
                var present = (int)(mask | (0 - mask)) >> 31;
                values[k] = Unsafe.Add(ref meaning, Unsafe.Add(ref code, at) & present);
            }
        }
    }

    /// <summary>The scalar twin and oracle of <see cref="Read"/>.</summary>
    internal static void ReadScalar(
        ReadOnlySpan<int> starts, ReadOnlySpan<ushort> lows, ReadOnlySpan<byte> codes, ReadOnlySpan<float> meanings, int shift, int first, ReadOnlySpan<int> columns, Span<float> values)
    {
        for (var k = 0; k < columns.Length; k++)
        {
            var range = (columns[k] >> shift) - first;
            values[k] = 0;
            for (var at = starts[range]; at < starts[range + 1]; at++)
            {
                if (lows[at] == unchecked((ushort)columns[k]))
                    values[k] = meanings[codes[at]];
            }
        }
    }

    private static uint Matches(ref ushort origin, int from, Vector256<ushort> wanted) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref origin, (nuint)from), wanted).AsByte().ExtractMostSignificantBits();
}
