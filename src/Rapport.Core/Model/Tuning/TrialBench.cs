namespace Rapport.Core.Model.Tuning;

/// <summary>Runs trials on one held-out slice, one setting after the other, and remembers them.</summary>
/// <remarks>Consecutive trials of equal customer weights and decay share their Gram.</remarks>
internal sealed class TrialBench
{
    private const double SecondsAColumn = 0.00065;
    private const int MostTrials = 36;
    private const int FewestTargets = 1_500;

    private readonly TuningBudget _budget;
    private readonly double _start;
    private readonly HoldOut _data;
    private readonly TargetSample _sample;
    private readonly TrialGram _gram;
    private readonly TrialScore _score;
    private readonly List<TuningTrial> _trials = [];
    private (int[] Sources, float[] Weights)[] _columns = [];
    private ModelSettings? _solved;

    internal TrialBench(HoldOut data, TuningBudget budget)
    {
        (_data, _budget, _start) = (data, budget, budget.Clock());
        _sample = TargetSample.Of(data.Support, Math.Max(FewestTargets, (int)(budget.CpuSeconds / MostTrials / SecondsAColumn)));
        _gram = new TrialGram(data, _sample);
        _score = new TrialScore(data, _sample);
    }

    internal IReadOnlyList<TuningTrial> Trials => _trials;

    internal int Targets => _sample.Targets.Length;

    internal double Spent => _budget.Clock() - _start;

    internal double Left => _budget.CpuSeconds - Spent;

    /// <summary>What a trial at so many neighbours is expected to take.</summary>
    internal double CostAt(int neighbours)
    {
        var share = (double)neighbours / 200;
        return Targets * SecondsAColumn * share * (1 + share) / 2;
    }

    /// <summary>What a trial of these settings is expected to take: next to nothing where only the output scale is another than that of the last.</summary>
    internal double CostOf(ModelSettings settings) => IsSolved(settings) ? 0 : CostAt(settings.Neighbours);

    /// <summary>The mean diagonal an event meets, for carrying a penalty from one exponent to another.</summary>
    internal double TypicalSum(ModelSettings settings)
    {
        _gram.Weigh(settings.Gamma, settings.HalfLifeDays);
        var (sum, total) = (0.0, 0.0);
        for (var item = 0; item < _data.Items.Length; item++)
        {
            sum += _data.Support[item] * Math.Sqrt(_gram.Diagonal[item]);
            total += _data.Support[item];
        }

        return total == 0 ? 1 : sum / total * (sum / total);
    }

    /// <summary>Tries a setting, or gives what it found before.</summary>
    internal TuningTrial Try(string step, ModelSettings settings)
    {
        if (_trials.Find(each => each.Settings == settings) is { } known)
            return known;
        var before = _budget.Clock();
        if (!IsSolved(settings))
        {
            _gram.Weigh(settings.Gamma, settings.HalfLifeDays);
            (_columns, _solved) = (TrialColumns.Solve(_gram, settings), settings);
        }

        var scales = _data.ScalesOf(settings);
        var figures = _score.Of(_columns, Array.ConvertAll(_sample.Targets, item => scales[item]));
        var trial = new TuningTrial(
            step, settings, figures.Recall[0], figures.Ndcg[0], figures.Sum(1), figures.Sum(2), Shrinkage(settings), _budget.Clock() - before);
        _trials.Add(trial);
        return trial;
    }

    private bool IsSolved(ModelSettings settings) => _solved is not null && OutputScale.Plain(_solved) == OutputScale.Plain(settings);

    private double Shrinkage(ModelSettings settings)
    {
        var (sum, total) = (0.0, 0.0);
        for (var item = 0; item < _data.Items.Length; item++)
        {
            if (_gram.Diagonal[item] <= 0)
                continue;
            var penalty = settings.Lambda * DyadicPower.Of(_gram.Diagonal[item], settings.PenaltyPower);
            sum += _data.Support[item] * penalty / (_gram.Diagonal[item] + penalty);
            total += _data.Support[item];
        }

        return total == 0 ? 0 : sum / total;
    }
}
