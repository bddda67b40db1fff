using System.Text.Json;
using Rapport.Cli.Evaluate;
using Rapport.Tests.Shared;

namespace Rapport.Cli.Tests.Evaluate;

public sealed class QualityEvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-quality").FullName;

    [Fact]
    public void S074_an_evaluation_says_all_that_its_readers_compare()
    {
        WriteTastes();

        var result = QualityEvaluation.Run(new QualityOptions(_folder, TuneSeconds: 30), null, TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        foreach (var name in new[] { "recallAt20", "ndcgAt20", "customers", "items", "tuneCpuSeconds", "fitCpuSeconds", "peakMiB", "settings", "coverage", "shareOfPopular", "byHistoryLength", "intervals", "trials" })
            Assert.True(json.RootElement.TryGetProperty(name, out _), name);
        Assert.Equal(["cosineKnn", "ease", "popularity"], result.Baselines.Keys);
        Assert.NotEmpty(result.Trials);
        Assert.True(result.RecallAt20 > result.Baselines["popularity"].RecallAt20);
        Assert.Equal(result.Customers, result.ByHistoryLength.Sum(band => band.Customers));
        Assert.Null(result.RecallAt20All);
    }

    [Fact]
    public void Without_tuning_the_shipped_settings_are_taken()
    {
        WriteTastes();

        var result = QualityEvaluation.Run(new QualityOptions(_folder, Baselines: false, TuneSeconds: 0), null, TestContext.Current.CancellationToken);

        Assert.Equal(new Core.Model.ModelSettings(), result.Settings);
        Assert.Empty(result.Trials);
        Assert.Null(result.Intervals);
    }

    [Fact]
    public void S007_next_needs_of_a_real_shop_are_found_by_settings_tuned_on_train_alone()
    {
        var folder = SharedData.Require("online-retail-temporal");

        var result = QualityEvaluation.Run(new QualityOptions(folder, Baselines: false), null, TestContext.Current.CancellationToken);

        Assert.True(result is { RecallAt20: >= 0.102, NdcgAt20: >= 0.113 }, $"new items {result.RecallAt20:F4} / {result.NdcgAt20:F4}, {result.Settings}");
        Assert.True(result is { RecallAt20All: >= 0.226, NdcgAt20All: >= 0.335 }, $"with repeats {result.RecallAt20All:F4} / {result.NdcgAt20All:F4}");
    }

    [Fact]
    public void A_blocked_inverse_is_an_inverse()
    {
        const int Size = 75;
        var random = new Random(3);
        var matrix = Enumerable.Range(0, Size).Select(_ => new float[Size]).ToArray();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i][j] = matrix[j][i] = i == j ? Size : random.NextSingle();
        }

        var inverse = matrix.Select(row => (float[])row.Clone()).ToArray();
        DenseEase.Invert(inverse);

        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, Size).Sum(k => matrix[i][k] * inverse[k][j]), 3);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Customers who keep to one of ten tastes; two items of each are held out.</summary>
    private void WriteTastes()
    {
        var random = new Random(5);
        var (train, test) = (new List<string>(), new List<string>());
        for (var customer = 0; customer < 400; customer++)
        {
            var taste = random.Next(10);
            var items = Enumerable.Range(0, 14).Select(_ => random.Next(5) == 0 ? random.Next(300) : (30 * taste) + random.Next(30)).Distinct().ToArray();
            train.Add($"{customer} {string.Join(' ', items[2..])}");
            test.Add($"{customer} {items[0]} {items[1]}");
        }

        File.WriteAllLines(Path.Combine(_folder, "train.txt"), train);
        File.WriteAllLines(Path.Combine(_folder, "test.txt"), test);
    }
}
