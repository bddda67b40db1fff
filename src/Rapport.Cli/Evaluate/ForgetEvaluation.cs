using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>Forgets random customers, one by one or together, and compares the model's hash with one trained without them.</summary>
public static class ForgetEvaluation
{
    private const int UsualRebuilds = 20;

    /// <exception cref="FileNotFoundException">The folder has no train file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static ForgetResult Run(ForgetOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        progress?.Report("reading");
        var data = InteractionData.Read(options.Data, needsTest: false);
        var settings = options.Settings ?? new ModelSettings();
        var staying = data.Train.Keys.Select(data.ContributionOf).ToList();
        var leaving = staying.ToArray();
        new Random(options.Seed).Shuffle(leaving);
        leaving = leaving[..Math.Min(options.Customers, leaving.Length)];
        Contribution[][] changes = options.Together ? [leaving] : [.. leaving.Select(each => new[] { each })];

        progress?.Report("learning");
        var learned = LearnedModel.Learn(staying, settings, InteractionData.AsOf);
        var rebuilds = Math.Clamp(options.Rebuilds ?? UsualRebuilds, 1, Math.Max(1, changes.Length));
        var (resolving, forgetting, rebuilding, touched, identical) = (new List<Spent>(), new List<Spent>(), new List<Spent>(), 0L, true);
        for (var k = 0; k < changes.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report($"forgetting {k + 1} of {changes.Length}");
            var clock = Spent.Start();
            touched += learned.Change(changes[k], []);
            resolving.Add(Spent.Since(clock));
            var hash = HashOf(learned.ToModel());
            forgetting.Add(Spent.Since(clock));

            var gone = changes[k].ToHashSet(ReferenceEqualityComparer.Instance);
            staying.RemoveAll(gone.Contains);
            if ((long)(k + 1) * rebuilds / changes.Length == (long)k * rebuilds / changes.Length)
                continue;
            clock = Spent.Start();
            identical &= hash == HashOf(ModelFit.Fit(staying, settings, InteractionData.AsOf));
            rebuilding.Add(Spent.Since(clock));
        }

        var share = changes.Length == 0 ? 0 : (double)touched / changes.Length / learned.ColumnCount;
        var rebuild = Spent.Quantile(rebuilding, 0.5);
        var ratio = touched == 0 ? 0 : resolving.Average(each => each.CpuSeconds) / (share * rebuild.CpuSeconds);
        var (median, p99) = (Spent.Quantile(forgetting, 0.5), Spent.Quantile(forgetting, 0.99));
        return new ForgetResult(
            identical, leaving.Length, changes.Length, rebuilding.Count, median.Seconds, p99.Seconds, Spent.Quantile(resolving, 0.5).Seconds,
            median.CpuSeconds, p99.CpuSeconds, rebuild.Seconds, rebuild.CpuSeconds, share, ratio);
    }

    private static string HashOf(ItemItemModel model) => ModelHash.Of(ModelCodec.Write(model), []);
}
