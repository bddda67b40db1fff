using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>What a forgetting evaluation runs on.</summary>
/// <param name="Data">A folder with <c>train.txt</c>, gzip accepted; <c>train_time.csv</c> is used when present.</param>
/// <param name="Customers">How many are forgotten.</param>
/// <param name="Together">All of them at once instead of one by one.</param>
/// <param name="Rebuilds">How often, evenly spread and at the end, the bytes are compared with a rebuild; after every forgetting, up to 20, when null.</param>
/// <param name="Seed">Chooses them.</param>
/// <param name="Settings">The shipped ones when null.</param>
public sealed record ForgetOptions(string Data, int Customers = 20, bool Together = false, int? Rebuilds = null, int Seed = 1, ModelSettings? Settings = null);
