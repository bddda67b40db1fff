using Rapport.Cli.Evaluate;
using Rapport.Core.Model;

namespace Rapport.Cli.Tests.Evaluate;

public sealed class ForgetEvaluationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rapport-forget-");

    [Theory]
    [InlineData(false, null, 12, 12)]
    [InlineData(false, 3, 12, 3)]
    [InlineData(true, null, 1, 1)]
    public void Forgotten_one_by_one_or_together_the_bytes_are_those_of_a_rebuild(bool together, int? rebuilds, int changes, int compared)
    {
        var random = new Random(5);
        File.WriteAllLines(
            Path.Combine(_folder.FullName, "train.txt"),
            Enumerable.Range(0, 80).Select(customer => string.Join(' ', Enumerable.Range(0, 2 + random.Next(9)).Select(_ => (int)(60 * random.NextDouble() * random.NextDouble())).Prepend(customer))));

        var result = ForgetEvaluation.Run(new ForgetOptions(_folder.FullName, 12, together, rebuilds, Settings: new ModelSettings(Lambda: 2, Neighbours: 5)), null, TestContext.Current.CancellationToken);

        Assert.Equal((true, 12, changes, compared), (result.Identical, result.Customers, result.Changes, result.Rebuilds));
        Assert.InRange(result.TouchedShare, 0.01, 1);
        Assert.True(result.P99Seconds >= result.MedianSeconds && result.MedianSeconds >= result.ResolveSeconds && result.RebuildSeconds > 0);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
