using BenchmarkDotNet.Attributes;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Benchmarks;

/// <summary>One personal answer: 25 items, 200 weights each, 3,700 items in the catalogue.</summary>
[MemoryDiagnoser]
public class ScorerBenchmarks
{
    private const int Items = 3_700;
    private ItemItemModel _model = ItemItemModel.Empty;
    private Signal[] _signals = [];

    [Params(20, 100)]
    public int Top { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var random = new Random(1);
        Contribution[] shoppers = [.. Enumerable.Range(0, 4_000).Select(_ => new Contribution(
            [.. Enumerable.Range(0, 50).Select(_ => (int)(Items * random.NextDouble() * random.NextDouble())).Distinct().Order().Select(item => new ContributedItem(Name(item), 20_000))], []))];
        _model = ModelFit.Fit(shoppers, new ModelSettings(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        _signals = [.. Enumerable.Range(0, 25).Select(k => new Signal(Name(k * 37), 1))];
    }

    [Benchmark]
    public IReadOnlyList<ScoredItem> Personal() => Scorer.Personal(_model, _signals, _ => false, Top);

    private static ItemId Name(int item) => new($"item-{item:D5}");
}
