namespace Rapport.Core.Model.Tuning;

/// <summary>Chooses settings on a held-out slice of what customers did: never on a test, never by the name or the size of a data set.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: fixed seeds; where the budget ends nothing early, equal contributions give equal choices.</para>
/// <para><b>Cost</b>: bounded by the budget; a trial solves columns for a sample of targets, so it costs the same in a catalogue of any size.</para>
/// <para><b>Source</b>: model specification, "Tuned on train alone"; ADR 0006.</para>
/// </remarks>
public static class ModelTuner
{
    private const int FewestHeld = 50;

    /// <param name="start">The settings to start from, and to keep where there is too little to judge by.</param>
    public static TuningReport Tune(
        IReadOnlyCollection<Contribution> contributions, ModelSettings start, TuningBudget budget, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(budget);
        var data = HoldOut.Of(contributions);
        var bench = new TrialBench(data, budget);
        var search = new TuningSearch(bench, start.Checked(), data.ByTime, progress, cancellation);
        var canJudge = budget.CpuSeconds > 0 && data.HeldCustomers >= FewestHeld;
        var chosen = canJudge ? search.Run() : start;
        IReadOnlyList<TuningCause> causes = canJudge ? search.Causes : [new TuningCause(TuningCause.TooLittle)];
        return new TuningReport(
            chosen,
            string.Join("; ", causes),
            data.ByTime,
            data.HeldCustomers,
            data.Held.Sum(each => each.Length),
            bench.Targets,
            data.Items.Length,
            data.Train.Length,
            contributions.Sum(each => each.Items.Count),
            bench.Spent,
            search.IsCutShort,
            bench.Trials)
        { Causes = causes };
    }
}
