namespace Rapport.Demo.Catalogue;

/// <summary>A hash of a text that is the same on every machine and in every run (FNV-1a, 32 bits).</summary>
internal static class StableHash
{
    internal static uint Of(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var unit in text)
            hash = unchecked((hash ^ unit) * 16_777_619u);
        return hash;
    }
}
