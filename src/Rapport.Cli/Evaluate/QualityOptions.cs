using Rapport.Core.Model;
using Rapport.Core.Model.Tuning;

namespace Rapport.Cli.Evaluate;

/// <summary>What a quality evaluation runs on.</summary>
/// <param name="Data">A folder with <c>train.txt</c> and <c>test.txt</c>, gzip accepted; <c>train_time.csv</c> and <c>test_all.txt</c> are used when present.</param>
/// <param name="Baselines">Whether simpler means run beside it.</param>
/// <param name="Settings">When given, nothing is tuned.</param>
/// <param name="TuneSeconds">CPU seconds for tuning on train; 0 takes the shipped settings.</param>
public sealed record QualityOptions(string Data, bool Baselines = true, ModelSettings? Settings = null, double TuneSeconds = TuningBudget.Default);
