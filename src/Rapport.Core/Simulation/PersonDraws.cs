namespace Rapport.Core.Simulation;

/// <summary>90 % intervals by drawing the same people anew for all policies, so that a difference is one of the same people.</summary>
/// <remarks><b>Invariant</b>: the same people in the same order give the same intervals: the draws follow a fixed seed. <b>Source</b>: Efron, 1979; generator: Steele, Lea and Flood, 2014 (SplitMix).</remarks>
internal sealed class PersonDraws
{
    private const int Rounds = 400;
    private const int Tail = Rounds / 20;
    private const ulong Seed = 28;

    private readonly Tally[] _whole;
    private readonly Tally[][] _drawn;

    /// <param name="people">One tally for each policy, for each person.</param>
    public PersonDraws(IReadOnlyList<Tally[]> people, int policies)
    {
        _whole = new Tally[policies];
        foreach (var person in people)
            Add(_whole, person);
        var state = Seed;
        _drawn = new Tally[Rounds][];
        for (var round = 0; round < Rounds; round++)
        {
            var sum = _drawn[round] = new Tally[policies];
            for (var draw = 0; draw < people.Count; draw++)
                Add(sum, people[(int)(Next(ref state) % (ulong)people.Count)]);
        }
    }

    public Tally Whole(int policy) => _whole[policy];

    public Estimate Of(int policy, Func<Tally, double> figure) => Between(figure(_whole[policy]), sums => figure(sums[policy]));

    /// <summary>A policy less the first.</summary>
    public Estimate Gain(int policy, Func<Tally, double> figure) => Between(figure(_whole[policy]) - figure(_whole[0]), sums => figure(sums[policy]) - figure(sums[0]));

    private Estimate Between(double value, Func<Tally[], double> figure)
    {
        var values = Array.ConvertAll(_drawn, sums => figure(sums));
        Array.Sort(values);
        return new Estimate(value, Math.Min(value, values[Tail]), Math.Max(value, values[Rounds - 1 - Tail]));
    }

    private static void Add(Tally[] sums, Tally[] person)
    {
        for (var policy = 0; policy < sums.Length; policy++)
            sums[policy] += person[policy];
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
