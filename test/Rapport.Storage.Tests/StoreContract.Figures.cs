using System.Diagnostics;
using System.Globalization;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    private static readonly bool ProvesInFull = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    [Fact]
    public async Task Throughput_is_measured_and_every_change_and_line_is_there()
    {
        var (customers, events, lines) = ProvesInFull ? (2_000, 40_000, 200_000) : (200, 2_000, 5_000);
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, customers).Select(i => store.Customers.ChooseAsync(Customer(i), Yes())));

        // 64 callers, each waiting for its own event: as many requests at once.
        var next = -1;
        var changes = await TimeAsync(() => Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < events; i = Interlocked.Increment(ref next))
                Assert.True(await store.Customers.RecordAsync(Bought(Customer(i % customers), $"m{i}", i % 500)));
        }))));
        var import = await TimeAsync(() => Task.WhenAll(Enumerable.Range(0, customers).Select(c => store.Customers.ChangeAsync(Tenant, Customer(c), file =>
            Enumerable.Range(0, 100).Count(i => file.TryRecord(Bought(Customer(c), $"i{i}", i))), CancellationToken.None))));
        var reads = await TimeAsync(async () =>
        {
            for (var i = 0; i < events; i++)
                _ = await store.Customers.ReadAsync(Customer(i % customers));
        });
        var log = await TimeAsync(() => LogAsync(store, customers, lines));

        Assert.Equal(events + (customers * 100), (await store.Customers.CountAsync(Tenant, CancellationToken.None)).Lines);
        Assert.Equal(lines, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
        Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{GetType().Name}: changes by 64 callers {Per(events, changes)}; imported lines {Per(customers * 100, import)}; reads by one caller, about 120 lines each, {Per(events, reads)}; decision lines {Per(lines, log)}"));
    }

    private static async Task LogAsync(RapportStore store, int customers, int lines)
    {
        var decisions = Enumerable.Range(0, customers).Select(i => Decision(Customer(i), i)).ToArray();
        for (var i = 0; i < lines; i++)
        {
            while (!store.Decisions.TryAppend(decisions[i % customers]))
                await Task.Yield();
        }

        await store.Decisions.FlushAsync(CancellationToken.None);
    }

    private static async Task<(TimeSpan Wall, TimeSpan Processor)> TimeAsync(Func<Task> work)
    {
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        return (watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
    }

    private static string Per(int count, (TimeSpan Wall, TimeSpan Processor) time) =>
        string.Create(CultureInfo.InvariantCulture, $"{count / time.Wall.TotalSeconds:F0}/s ({time.Processor.TotalMicroseconds / count:F0} µs of processor each)");

    private static void Report(string figures)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        if (Environment.GetEnvironmentVariable("RAPPORT_RESULTS") is { Length: > 0 } results)
            File.AppendAllText(Path.Combine(results, "storage.txt"), figures + Environment.NewLine);
    }
}
