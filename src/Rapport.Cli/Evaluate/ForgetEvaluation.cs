using System.Diagnostics;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>Forgets random customers one by one and compares the model's hash with one trained without them.</summary>
public static class ForgetEvaluation
{
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

        progress?.Report("learning");
        var learned = LearnedModel.Learn(staying, settings, InteractionData.AsOf);
        var (seconds, rebuilds, touched, identical) = (new List<double>(), new List<double>(), 0L, true);
        for (var k = 0; k < leaving.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report($"forgetting customer {k + 1} of {leaving.Length}");
            var start = Stopwatch.GetTimestamp();
            touched += learned.Forget(leaving[k]);
            var hash = HashOf(learned.ToModel());
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);

            staying.Remove(leaving[k]);
            start = Stopwatch.GetTimestamp();
            identical &= hash == HashOf(ModelFit.Fit(staying, settings, InteractionData.AsOf));
            rebuilds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var share = leaving.Length == 0 ? 0 : (double)touched / leaving.Length / learned.ColumnCount;
        return new ForgetResult(identical, leaving.Length, Quantile(seconds, 0.5), Quantile(seconds, 0.99), Quantile(rebuilds, 0.5), share);
    }

    private static string HashOf(ItemItemModel model) => ModelHash.Of(ModelCodec.Write(model), []);

    private static double Quantile(List<double> values, double quantile)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[Math.Min(values.Count - 1, (int)(quantile * values.Count))];
    }
}
