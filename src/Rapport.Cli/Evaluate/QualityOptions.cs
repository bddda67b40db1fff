using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>What a quality evaluation runs on.</summary>
/// <param name="Data">A folder with <c>train.txt</c> and <c>test.txt</c>, gzip accepted; <c>train_time.csv</c> is used when present.</param>
/// <param name="Baselines">Whether popularity and cosine kNN run beside it.</param>
/// <param name="Settings">The shipped ones when null.</param>
public sealed record QualityOptions(string Data, bool Baselines = true, ModelSettings? Settings = null);
