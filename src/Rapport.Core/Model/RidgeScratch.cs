using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Model;

/// <summary>Buffers of one worker of the local ridge.</summary>
internal sealed class RidgeScratch(int itemCount, int neighbours)
{
    private int[] _present = [];
    private double[] _keys = [];
    private double[] _sorted = [];

    internal RowAccumulator Sums { get; } = new(itemCount);

    internal float[] Matrix { get; } = new float[neighbours * CholeskySolve.StrideOf(neighbours)];

    internal float[] Floors { get; } = new float[neighbours];

    internal Span<int> Present(int count) => Take(ref _present, count);

    internal Span<double> Keys(int count) => Take(ref _keys, count);

    internal Span<double> Sorted(int count) => Take(ref _sorted, count);

    private static Span<T> Take<T>(ref T[] buffer, int count)
    {
        if (buffer.Length < count)
            buffer = new T[Math.Max(count, buffer.Length * 2)];
        return buffer.AsSpan(0, count);
    }
}
