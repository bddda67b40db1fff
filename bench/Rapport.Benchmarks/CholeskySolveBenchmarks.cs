using BenchmarkDotNet.Attributes;
using Rapport.Core.Model.Kernels;

namespace Rapport.Benchmarks;

/// <summary>One item's system: the blocked kernel against its scalar twin.</summary>
public class CholeskySolveBenchmarks
{
    private float[] _source = [];
    private float[] _matrix = [];
    private float[] _floors = [];
    private float[] _solution = [];
    private int _stride;

    [Params(100, 200, 500)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var random = new Random(1);
        _stride = CholeskySolve.StrideOf(Size);
        _source = new float[Size * _stride];
        _matrix = new float[_source.Length];
        _floors = new float[Size];
        _solution = new float[Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = i + 1; j <= Size; j++)
                _source[(i * _stride) + j] = (float)random.NextDouble();
            _source[(i * _stride) + i] = Size;
        }
    }

    [Benchmark(Baseline = true)]
    public void ScalarTwin()
    {
        _source.CopyTo(_matrix, 0);
        CholeskySolve.SolveScalar(_matrix, Size, _stride, _floors, _solution);
    }

    [Benchmark]
    public void Blocked()
    {
        _source.CopyTo(_matrix, 0);
        CholeskySolve.Solve(_matrix, Size, _stride, _floors, _solution);
    }
}
