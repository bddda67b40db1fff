using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>What a forgetting evaluation runs on.</summary>
/// <param name="Data">A folder with <c>train.txt</c>, gzip accepted; <c>train_time.csv</c> is used when present.</param>
/// <param name="Customers">How many are forgotten, one by one.</param>
/// <param name="Seed">Chooses them.</param>
/// <param name="Settings">The shipped ones when null.</param>
public sealed record ForgetOptions(string Data, int Customers = 20, int Seed = 1, ModelSettings? Settings = null);
