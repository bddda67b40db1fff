namespace Rapport.Cli.Evaluate.Attack;

/// <summary>What speaks for one candidate of one target.</summary>
/// <param name="Item">The candidate.</param>
/// <param name="IsRight">Whether the target took it, or took it back.</param>
/// <param name="Prior">What the standing lists alone say.</param>
/// <param name="Watched">What the changes say: lists risen in, lists fallen in, gain, how far beyond chance, in whose company, by kind of list.</param>
internal sealed record Evidence(string Item, bool IsRight, double[] Prior, double[] Watched)
{
    /// <summary>Lists that agree, then how far: the measure of the paper.</summary>
    internal double Agreement => Watched[0] + Watched[Width] + (1e-3 * (Watched[2] + Watched[Width + 2]));

    internal double Gain => Watched[2] + Watched[Width + 2];

    internal double Surprise => Watched[3] + Watched[Width + 3];

    /// <summary>Risings in lists where other known items rose too: those of one order do.</summary>
    internal double Company => Watched[5] + Watched[Width + 5];

    /// <summary>Measures of one kind of list.</summary>
    internal const int Width = 6;
}
