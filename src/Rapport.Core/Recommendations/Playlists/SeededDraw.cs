using Rapport.Core.Events;

namespace Rapport.Core.Recommendations.Playlists;

/// <summary>A number in (0, 1] for each item, told by a seed and a day alone: the luck of one playlist.</summary>
/// <remarks><b>Order and determinism</b>: FNV-1a over the words, then a finalizer; equal everywhere. No secret lies in it.</remarks>
internal readonly struct SeededDraw(string seed, DateOnly day)
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _start = Mix(Over(Basis, seed) ^ (ulong)day.DayNumber);

    public double Of(ItemId item) => ((Mix(Over(_start, item.Value)) >> 11) + 1) * (1.0 / (1UL << 53));

    private static ulong Over(ulong hash, string words)
    {
        foreach (var letter in words)
            hash = unchecked((hash ^ letter) * Prime);
        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
