using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Measures decisions and intake of a real server over real HTTP, with the load in a process of its own, against baselines in the same run.</summary>
/// <remarks>
/// Everything lives in a throw-away home, unless a generated one is served as it is; that one gains lines in its decision log and nothing else.
/// Each side is loaded twice in turn and the better run counts, so that a drift of the machine hits both.
/// </remarks>
internal sealed class ServeEvaluation(ServeOptions options, Action<string> say)
{
    private const int ProfiledRequests = 4_000;
    private readonly TenantId _tenant = new(options.Tenant);

    public async Task<ServeReport> RunAsync(CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("rapport-serve-").FullName;
        try
        {
            return await RunInAsync(scratch, options.ReadyHome ?? scratch, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task<ServeReport> RunInAsync(string scratch, string home, CancellationToken cancellation)
    {
        var keys = TenantKeys.Create();
        var settings = new RapportSettings { Listen = "http://127.0.0.1:0" }.With(keys.ToSettings(_tenant.Value, "Bench"));
        var (seedSeconds, trainSeconds) = options.ReadyHome is null ? await SeedAsync(home, settings, cancellation).ConfigureAwait(false) : default;

        var app = RapportHost.Build(new RapportOptions { Home = home, Settings = settings, TrainsInBackground = false });
        await app.StartAsync(cancellation).ConfigureAwait(false);
        var port = new Uri(app.Urls.First()).Port;
        var questions = Questions();
        List<byte[]> decisions = [.. questions.Select(question => Post(question, keys.SecretKey))];
        var (sample, personal) = await SampleAsync(port, keys.SecretKey, decisions, cancellation).ConfigureAwait(false);
        var (bare, barePort) = await BareServer.StartAsync(sample).ConfigureAwait(false);

        var log = app.Services.GetRequiredService<RapportStore>().Decisions;
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        var before = await log.CountAsync(_tenant, cancellation).ConfigureAwait(false);
        var (served, answers, failures) = await BestOfTwoAsync("decisions", scratch, port, decisions, barePort).ConfigureAwait(false);
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        var missing = answers - (await log.CountAsync(_tenant, cancellation).ConfigureAwait(false) - before);
        var stages = await ProfileAsync(app, questions, served.Decided, cancellation).ConfigureAwait(false);
        var (intake, rawPerSecond) = options.ReadyHome is null ? await TakeInAsync(scratch, port, keys.WriteKey).ConfigureAwait(false) : (new LoadResult(0, 0, 1, 0, 0), 0);

        await app.StopAsync(cancellation).ConfigureAwait(false);
        await bare.StopAsync(cancellation).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        await bare.DisposeAsync().ConfigureAwait(false);

        var (decided, plain) = served;
        return new ServeReport(
            options.Shop.Customers, options.Shop.Items, decided.PerSecond, plain.PerSecond, decided.PerSecond / plain.PerSecond, decided.P50Ms, decided.P99Ms, plain.P50Ms, plain.P99Ms,
            decided.ServerMicroseconds, plain.ServerMicroseconds, decided.AllocatedBytes, plain.AllocatedBytes, answers, failures, missing,
            intake.PerSecond * IntakeLoad.EventsPerBatch, rawPerSecond, intake.P50Ms, intake.P99Ms, personal, seedSeconds, trainSeconds, stages);
    }

    private async Task<(LoadResult Intake, double RawPerSecond)> TakeInAsync(string scratch, int port, string writeKey)
    {
        say($"intake: batches of {IntakeLoad.EventsPerBatch} events");
        var batches = new IntakeLoad(options.Shop, writeKey, options.Seed + 1);
        var intake = await LoadAsync(scratch, port, batches.Requests, options.Seconds).ConfigureAwait(false);
        return (intake, batches.RawInserts(scratch, options.Seconds / 2.0));
    }

    private async Task<(double SeedSeconds, double TrainSeconds)> SeedAsync(string home, RapportSettings settings, CancellationToken cancellation)
    {
        settings.Save(home);
        var shop = options.Shop;
        say(string.Create(CultureInfo.InvariantCulture, $"a shop of {shop.Items:N0} items and {shop.Customers:N0} customers"));
        var clock = Stopwatch.StartNew();
        var catalogue = new ItemCatalogue(shop.Catalogue());
        await using var store = await RapportStore.OpenAsync(new StorageOptions { Home = home }, TimeProvider.System, cancellation).ConfigureAwait(false);
        foreach (var items in catalogue.Items.Chunk(50_000))
            await store.Catalogue.UpsertAsync(_tenant, items, cancellation).ConfigureAwait(false);
        await store.SeedAsync(_tenant, shop.Customers, shop.CustomerOf, (file, customer) => shop.Fill(file, customer, catalogue), new Progress<double>(), cancellation).ConfigureAwait(false);
        var seeded = clock.Elapsed.TotalSeconds;

        var shops = new Shops();
        shops.Swap(_tenant, before => before with { Catalogue = catalogue });
        var trained = await new ModelTrainer(store.Customers, store.Models, shops, TimeProvider.System).TrainAsync(_tenant, refreshLists: true, destroySuperseded: false, cancellation).ConfigureAwait(false);
        say($"seeded in {seeded:F1} s, trained on {trained.Customers:N0} customers in {trained.Seconds:F1} s");
        return (seeded, trained.Seconds);
    }

    /// <summary>What is asked: mostly what suits a random customer, else what goes with a random item.</summary>
    private List<DecisionRequest> Questions()
    {
        var random = new Random(options.Seed);
        var shop = options.Shop;
        return [.. Enumerable.Range(0, Math.Clamp(shop.Customers, 1_000, 50_000)).Select(_ => random.NextDouble() < options.PersonalShare
            ? new DecisionRequest(_tenant, Surface.Home, shop.CustomerOf(random.Next(shop.Customers)), null, [], null, [], [], 12, "en")
            : new DecisionRequest(_tenant, Surface.Product, null, shop.ItemOf(random.Next(shop.Items)), [], null, [], [], 12, "en"))];
    }

    private static byte[] Post(DecisionRequest question, string secretKey) => LoadFile.Post("/v1/decisions", $"Bearer {secretKey}", Encoding.UTF8.GetBytes(question.Customer is { } customer
        ? $$"""{"surface":"home","customer":"{{customer.Value}}","count":12}"""
        : $$$"""{"surface":"product","context":{"item":"{{{question.Item!.Value.Value}}}"},"count":12}"""));

    private static Task<IReadOnlyList<Stage>> ProfileAsync(WebApplication app, List<DecisionRequest> questions, LoadResult underLoad, CancellationToken cancellation)
    {
        var store = app.Services.GetRequiredService<RapportStore>();
        var profile = new StageProfile(store.Customers, store.Decisions, app.Services.GetRequiredService<Personalizer>(), app.Services.GetRequiredService<Shops>(), questions[..Math.Min(questions.Count, ProfiledRequests)]);
        return profile.RunAsync(underLoad, cancellation);
    }

    /// <summary>Real answers to the first requests: the bytes the bare endpoint returns, and the share of personal ones among them.</summary>
    private static async Task<(List<byte[]> Answers, double Personal)> SampleAsync(int port, string secretKey, List<byte[]> requests, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secretKey);
        var answers = new List<byte[]>();
        var personal = 0;
        foreach (var request in requests.Take(500))
        {
            using var body = new ByteArrayContent(request[(request.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..]) { Headers = { ContentType = new("application/json") } };
            using var response = await client.PostAsync(new Uri("/v1/decisions", UriKind.Relative), body, cancellation).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            answers.Add(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            using var answer = JsonDocument.Parse(answers[^1]);
            personal += answer.RootElement.GetProperty("tier").GetString() == "person" ? 1 : 0;
        }

        return (answers, personal / (double)answers.Count);
    }

    private async Task<((LoadResult Decided, LoadResult Bare) Best, long Answers, long Failures)> BestOfTwoAsync(string what, string home, int port, List<byte[]> requests, int barePort)
    {
        LoadResult? decided = null;
        LoadResult? bare = null;
        var (answers, failures) = (0L, 0L);
        foreach (var round in new[] { 0, 1, 2 })
        {
            say(round == 0 ? $"{what}: warming up" : $"{what}: round {round} of 2");
            var seconds = round == 0 ? Math.Max(1, options.Seconds / 3) : options.Seconds;
            var plain = await LoadAsync(home, barePort, requests, seconds).ConfigureAwait(false);
            var ours = await LoadAsync(home, port, requests, seconds).ConfigureAwait(false);
            (answers, failures) = (answers + ours.Answers, failures + ours.Failures);
            if (round == 0)
                continue;
            decided = decided is null || ours.PerSecond > decided.PerSecond ? ours : decided;
            bare = bare is null || plain.PerSecond > bare.PerSecond ? plain : bare;
        }

        return ((decided!, bare!), answers, failures);
    }

    /// <summary>Runs the load in a process of its own: this same program with a hidden verb.</summary>
    private async Task<LoadResult> LoadAsync(string home, int port, IReadOnlyList<byte[]> requests, int seconds)
    {
        var file = Path.Combine(home, "load.bin");
        LoadFile.Write(file, requests);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ServeEvaluation).Assembly.Location);
        foreach (var argument in new[] { "load", "--json", port.ToString(System.Globalization.CultureInfo.InvariantCulture), file, options.Connections.ToString(System.Globalization.CultureInfo.InvariantCulture), seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        var spent = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The load process ended with {process.ExitCode}: {output}");
        var result = JsonSerializer.Deserialize<LoadResult>(output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!;
        return result with
        {
            ServerMicroseconds = (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds / result.Answers,
            AllocatedBytes = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)result.Answers,
        };
    }
}
