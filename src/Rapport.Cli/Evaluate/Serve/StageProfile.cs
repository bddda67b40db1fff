using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Runs the stations of a decision one after another over the same requests, on one thread, and takes the processor time and allocation of each.</summary>
/// <remarks>Processor time of the whole process, so that what a station leaves to others (the log's writer, the garbage collector) is counted with it.</remarks>
internal sealed class StageProfile(ICustomerStore customers, IDecisionLog log, Personalizer personalizer, Shops shops, IReadOnlyList<DecisionRequest> requests)
{
    private const int Top = 36;

    private readonly CustomerFile?[] _files = new CustomerFile?[requests.Count];
    private readonly UsableHistory?[] _histories = new UsableHistory?[requests.Count];

    /// <param name="underLoad">Processor time and allocation of one whole decision over HTTP.</param>
    public async Task<IReadOnlyList<Stage>> RunAsync(LoadResult underLoad, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var shop = shops[requests[0].Tenant];
        var read = await MeasureAsync("read and open", async i => _files[i] = requests[i].Customer is { } customer ? await customers.ReadAsync(requests[i].Tenant, customer, cancellation).ConfigureAwait(false) : null).ConfigureAwait(false);
        var judge = await MeasureAsync("judge", i => Now(() => _histories[i] = _files[i] is { } file ? UsableHistory.Of(file, Purposes.Recommendations, shop.Catalogue, now) : null)).ConfigureAwait(false);
        var score = await MeasureAsync("score", i => Now(() => Score(shop, _histories[i]))).ConfigureAwait(false);
        var recommend = await MeasureAsync("", i => Now(() => Recommender.Recommend(requests[i], _files[i], shop, TactPolicy.Default, now))).ConfigureAwait(false);
        var whole = await MeasureAsync("", async i => await personalizer.RecommendAsync(requests[i], cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return
        [
            read,
            judge,
            score,
            Rest("tact, lists, reasons", recommend, judge, score),
            Rest("log", whole, read, recommend),
            Rest("http and json", new Stage("", underLoad.ServerMicroseconds, underLoad.AllocatedBytes), whole),
        ];
    }

    private static Stage Rest(string name, Stage whole, params ReadOnlySpan<Stage> parts)
    {
        foreach (var part in parts)
            whole = new Stage("", whole.Microseconds - part.Microseconds, whole.AllocatedBytes - part.AllocatedBytes);
        return whole with { Name = name };
    }

    private static IReadOnlyList<ScoredItem> Score(Shop shop, UsableHistory? history) => history is null ? [] :
        Scorer.Personal(shop.Model, [.. new Belongings(history.Lines, shop.Catalogue).Taste.Select(taste => new Signal(taste.Key, 1))], item => shop.Catalogue.Find(item) is null, Top);

    private static Task Now<T>(Func<T> work)
    {
        work();
        return Task.CompletedTask;
    }

    private async Task<Stage> MeasureAsync(string name, Func<int, Task> station)
    {
        var (time, bytes) = (TimeSpan.Zero, 0L);
        // The first round warms up, the second counts.
        for (var round = 0; round < 2; round++)
        {
            await log.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            for (var i = 0; i < requests.Count; i++)
                await station(i).ConfigureAwait(false);
            await log.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return new Stage(name, (Environment.CpuUsage.TotalTime - time).TotalMicroseconds / requests.Count, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)requests.Count);
    }
}
