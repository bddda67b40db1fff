namespace Rapport.Core.Model.Tuning;

/// <summary>The order in which settings are tried, and the rule by which one is chosen.</summary>
/// <remarks>
/// <para>Where settings are equally good on the slice (within <see cref="Tolerance"/>), the most shrunken one is chosen: the slice is no promise about
/// what comes next, and a penalty costs less than a fit to the slice.</para>
/// <para>More neighbours are tried where the budget reaches for them, in time and in a catalogue of any size.</para>
/// </remarks>
internal sealed class TuningSearch(TrialBench bench, ModelSettings start, bool byTime, IProgress<string>? progress, CancellationToken cancellation)
{
    private const double Tolerance = 0.005;
    private const int Neighbours = 200;
    private static readonly double[] HalfLives = [0, 30, 60, 120, 240];
    private static readonly double[] Selections = [0.125, 0.3125, 0.5];
    private static readonly (int Count, double Gain)[] MoreNeighbours = [(300, -0.001), (500, 0.003)];
    private static readonly double[] PenaltyFactors = [1.6, 0.625];
    private static readonly double[] Steps = [-0.125, 0.125];
    private static readonly (double Power, double Days)[] Trends = [(0.25, 30), (0.5, 30), (0.75, 30), (1, 30), (0.5, 15), (0.75, 15), (1, 15)];
    private static readonly double[] Scales = [-0.0625, -0.125, 0.0625];

    internal bool IsCutShort { get; private set; }

    /// <summary>Why the chosen settings were chosen, in the order it was decided.</summary>
    internal List<TuningCause> Causes { get; } = [];

    internal ModelSettings Run()
    {
        foreach (var settings in Starts())
            Try("start", settings);
        if (byTime)
            Climb("decay", best => HalfLives.Select(days => best with { HalfLifeDays = days }));
        ClimbPenalty();
        Climb("exponents", best => Steps.Select(step => WithPower(best, best.PenaltyPower + step)));
        Climb("choice", best => Selections.Select(power => best with { SelectionPower = power }));
        Climb("weights", best => Steps.Select(step => WithGamma(best, best.Gamma + step)));
        ClimbPenalty();
        return Scaled(Trending(Wider(MostShrunken())));
    }

    /// <summary>What has been good somewhere, as different from each other as possible.</summary>
    private IEnumerable<ModelSettings> Starts()
    {
        var common = OutputScale.Plain(start) with { Neighbours = Neighbours, SelectionPower = 0.3125 };
        yield return OutputScale.Plain(start) with { Neighbours = Neighbours };
        yield return common with { Gamma = 0.5, PenaltyPower = 0.625, Lambda = 12 };
        yield return common with { Gamma = 0.5, PenaltyPower = 0.75, Lambda = 4, SelectionPower = 0.5 };
        yield return common with { Gamma = 0.5, PenaltyPower = 0, Lambda = 50 };
        yield return common with { Gamma = 0.25, PenaltyPower = 0.375, Lambda = 20 };
        yield return common with { Gamma = 0.25, PenaltyPower = 0, Lambda = 60 };
    }

    private void ClimbPenalty()
    {
        for (var step = 0; step < 3; step++)
        {
            var before = Best();
            Climb("penalty", best => PenaltyFactors.Select(factor => best with { Lambda = Rounded(best.Lambda * factor) }));
            if (Best() == before)
                break;
        }
    }

    private TuningTrial Best() => bench.Trials.MaxBy(Worth)!;

    private void Climb(string step, Func<ModelSettings, IEnumerable<ModelSettings>> around)
    {
        foreach (var settings in around(Best().Settings))
            Try(step, settings);
    }

    private void Try(string step, ModelSettings settings)
    {
        cancellation.ThrowIfCancellationRequested();
        if (bench.Trials.Count > 0 && bench.CostOf(settings) > bench.Left)
        {
            IsCutShort = true;
            return;
        }

        var trial = bench.Try(step, settings);
        progress?.Report(FormattableString.Invariant($"tuning: {step}, Recall {trial.RecallAt20:F4}, NDCG {trial.NdcgAt20:F4}"));
    }

    /// <summary>Of the settings that are as good as the best, the one whose diagonal is penalty to the largest part.</summary>
    private ModelSettings MostShrunken()
    {
        var best = Worth(Best());
        var among = bench.Trials.Where(trial => Worth(trial) >= best * (1 - Tolerance)).ToArray();
        var kept = among.MaxBy(trial => trial.Shrinkage)!;
        Causes.Add(new TuningCause(TuningCause.MostShrunken, bench.Trials.Count, among.Length, Tolerance));
        return kept.Settings;
    }

    /// <summary>
    /// With more candidates: some more where they cost no quality, because the ridge is then nearer to the whole one; many more only where they gain, because
    /// every training pays for them.
    /// </summary>
    private ModelSettings Wider(ModelSettings kept)
    {
        foreach (var (count, gain) in MoreNeighbours)
        {
            var wider = kept with { Neighbours = count };
            if (bench.CostAt(count) > bench.Left - bench.CostAt(Neighbours))
                return kept;
            var before = bench.Try("neighbours", kept);
            Try("neighbours", wider);
            if (Worth(bench.Trials[^1]) < Worth(before) * (1 + gain))
                return kept;
            kept = wider;
            Causes.Add(new TuningCause(TuningCause.Wider, count));
        }

        return kept;
    }

    /// <summary>With the output scale, if one is better in all three views: it trades popular items for rare ones, and which are asked for next nobody knows.</summary>
    private ModelSettings Scaled(ModelSettings kept)
    {
        var plain = bench.Try("scale", kept);
        foreach (var power in Scales)
            Try("scale", kept with { TargetPower = power });
        var better = bench.Trials.Where(trial => trial.Settings with { TargetPower = 0 } == kept && Gain(trial, plain) > Tolerance).MaxBy(trial => Gain(trial, plain));
        if (better is null)
            return kept;
        Causes.Add(new TuningCause(TuningCause.Scaled, Amount: better.Settings.TargetPower));
        return better.Settings;
    }

    /// <summary>With what was taken lately ahead, where times are known, if that is better in all three views.</summary>
    private ModelSettings Trending(ModelSettings kept)
    {
        if (!byTime)
            return kept;
        var plain = bench.Try("trend", kept);
        foreach (var (power, days) in Trends)
            Try("trend", kept with { TrendPower = power, TrendDays = days });
        var better = bench.Trials.Where(trial => OutputScale.Plain(trial.Settings) == kept && Gain(trial, plain) > Tolerance).MaxBy(trial => Gain(trial, plain));
        if (better is null)
            return kept;
        Causes.Add(new TuningCause(TuningCause.Trending, (int)better.Settings.TrendDays, Amount: better.Settings.TrendPower));
        return better.Settings;
    }

    private static double Gain(TuningTrial trial, TuningTrial other) =>
        Math.Min(Worth(trial) / Worth(other), Math.Min(trial.PopularView / other.PopularView, trial.RareView / other.RareView)) - 1;

    private static double Worth(TuningTrial trial) => trial.RecallAt20 + trial.NdcgAt20;

    /// <summary>Another exponent of the penalty, at the same penalty of a typical item.</summary>
    private ModelSettings WithPower(ModelSettings settings, double power)
    {
        if (power is < 0 or > 1)
            return settings;
        var typical = bench.TypicalSum(settings);
        return settings with { PenaltyPower = power, Lambda = Rounded(settings.Lambda * Power(typical, settings.PenaltyPower - power)) };
    }

    /// <summary>Another weight of customers, at the same part of penalty in a typical item's diagonal.</summary>
    private ModelSettings WithGamma(ModelSettings settings, double gamma)
    {
        if (gamma is < 0 or > 1)
            return settings;
        var ratio = bench.TypicalSum(settings with { Gamma = gamma }) / bench.TypicalSum(settings);
        return settings with { Gamma = gamma, Lambda = Rounded(settings.Lambda * Power(ratio, 1 - settings.PenaltyPower)) };
    }

    private static double Power(double value, double exponent) => DyadicPower.Of(value, Math.Round(exponent * 16) / 16);

    /// <summary>Two digits, so that a report can be read.</summary>
    private static double Rounded(double lambda)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(lambda)) - 1);
        return Math.Round(Math.Round(lambda / unit) * unit, 6);
    }
}
