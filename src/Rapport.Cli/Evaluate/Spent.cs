using System.Diagnostics;

namespace Rapport.Cli.Evaluate;

/// <summary>What something took: by the clock, and of all processors together.</summary>
internal readonly record struct Spent(double Seconds, double CpuSeconds)
{
    internal static Spent Start() => new(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds);

    internal static Spent Since(Spent start) => Start() is var now ? new Spent(now.Seconds - start.Seconds, now.CpuSeconds - start.CpuSeconds) : default;

    /// <summary>Each of the two by itself; 0 of nothing.</summary>
    internal static Spent Quantile(IReadOnlyCollection<Spent> all, double quantile) =>
        new(Quantile(all.Select(each => each.Seconds), quantile), Quantile(all.Select(each => each.CpuSeconds), quantile));

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))];
    }
}
