namespace Rapport.Cli.Generate;

/// <summary>Ranks from 0 drawn with chances proportional to (rank + 1)^-power.</summary>
/// <remarks><b>Threads</b>: immutable. <b>Cost</b>: a draw is a binary search.</remarks>
internal sealed class Zipf
{
    private readonly double[] _upTo;

    internal Zipf(int count, double power)
    {
        _upTo = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
            _upTo[rank] = sum += Math.Pow(rank + 1, -power);
    }

    internal int Count => _upTo.Length;

    internal int Draw(ref Draws draws)
    {
        var at = Array.BinarySearch(_upTo, draws.Unit() * _upTo[^1]);
        return Math.Min(_upTo.Length - 1, at < 0 ? ~at : at + 1);
    }
}
