namespace Rapport.Cli.Generate;

/// <summary>A stream of random numbers named by a seed and a number: the same on every machine and in any order of asking (SplitMix64).</summary>
internal struct Draws
{
    private ulong _state;

    internal Draws(ulong seed, ulong stream) => _state = Mix(seed + 0x9E3779B97F4A7C15UL) ^ Mix(~stream);

    /// <summary>From 0 up to but not 1.</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    internal int Below(int bound) => (int)(Unit() * bound);

    /// <summary>Mean 0, deviation 1.</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
