using System.Numerics;

namespace Rapport.Core.Model;

/// <summary>How coarsely the solver sees the exact sums, so that one customer leaves most of what it sees as it was (ADR 0005).</summary>
/// <remarks>
/// <b>Shape and units</b>: a pair is a byte: multiples of the quantum up to 31, then five significant bits; an item's own sum has a few significant bits.
/// <b>Order and determinism</b>: pure functions of the integers and the settings.
/// </remarks>
internal sealed class Rounding
{
    private const int PairBits = 5;
    private const int ItemBits = 5;
    private const double QuantaAPenalty = 40;
    private readonly double _scale;

    internal Rounding(ModelSettings settings)
    {
        var quantum = settings.Lambda / QuantaAPenalty;
        _scale = LearningRows.Unit / quantum;
        Values = [.. Enumerable.Range(0, 256).Select(code => (float)(Quanta(code) * quantum))];
    }

    /// <summary>What each code of a pair stands for, in customers.</summary>
    internal float[] Values { get; }

    /// <summary>The code of a pair's sum; 0 stands for nothing.</summary>
    internal byte PairOf(long sum)
    {
        var quanta = (long)((sum * _scale) + 0.5);
        if (quanta < 1 << PairBits)
            return (byte)quanta;
        var shift = BitOperations.Log2((ulong)quanta) - (PairBits - 1);
        var code = (shift << (PairBits - 1)) + ((quanta + (1L << (shift - 1))) >> shift);
        return (byte)Math.Min(code, byte.MaxValue);
    }

    /// <summary>An item's own sum with few significant bits.</summary>
    internal static long ItemOf(long sum)
    {
        var shift = BitOperations.Log2((ulong)sum | 1) - (ItemBits - 1);
        return shift <= 0 ? sum : ((sum + (1L << (shift - 1))) >> shift) << shift;
    }

    private static double Quanta(int code)
    {
        var shift = Math.Max(0, (code >> (PairBits - 1)) - 1);
        return (double)(code - (shift << (PairBits - 1))) * (1L << shift);
    }
}
