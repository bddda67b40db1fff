namespace Rapport.Core.Model.Tuning;

/// <summary>How long a tuning may take, on a clock the caller brings.</summary>
/// <param name="CpuSeconds">0 tries nothing and keeps the start.</param>
/// <param name="Clock">CPU seconds of the process so far.</param>
public sealed record TuningBudget(double CpuSeconds, Func<double> Clock)
{
    /// <summary>What a tuning may take where nobody says otherwise.</summary>
    public const double Default = 180;
}
