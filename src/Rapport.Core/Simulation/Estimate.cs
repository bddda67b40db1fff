namespace Rapport.Core.Simulation;

/// <summary>A value with its 90 % interval.</summary>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Chance does not explain that it differs from nothing.</summary>
    public bool IsClear => Low > 0 || High < 0;
}
