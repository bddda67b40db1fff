using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Measures decisions and intake of a real server over real HTTP, with the load in a process of its own, against baselines in the same run.</summary>
/// <remarks>Everything lives in a throw-away home. Each side is loaded twice in turn and the better run counts, so that a drift of the machine hits both.</remarks>
public sealed class ServeEvaluation(ServeOptions options, Action<string> say)
{
    private const int EventsPerBatch = 50;
    private static readonly TenantId Tenant = new("bench");

    public async Task<ServeReport> RunAsync(CancellationToken cancellation)
    {
        var home = Directory.CreateTempSubdirectory("rapport-serve-").FullName;
        try
        {
            return await RunInAsync(home, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private async Task<ServeReport> RunInAsync(string home, CancellationToken cancellation)
    {
        var keys = TenantKeys.Create();
        var settings = new RapportSettings { Listen = "http://127.0.0.1:0" }.With(keys.ToSettings(Tenant.Value, "Bench"));
        settings.Save(home);
        var (seedSeconds, trainSeconds) = await SeedAsync(home, cancellation).ConfigureAwait(false);

        var app = RapportHost.Build(new RapportOptions { Home = home, Settings = settings, TrainsInBackground = false });
        await app.StartAsync(cancellation).ConfigureAwait(false);
        var port = new Uri(app.Urls.First()).Port;
        var decisions = Decisions(keys.SecretKey);
        var (sample, personal) = await SampleAsync(port, keys.SecretKey, decisions, cancellation).ConfigureAwait(false);
        var (bare, barePort) = await BareServer.StartAsync(sample).ConfigureAwait(false);

        var log = app.Services.GetRequiredService<RapportStore>().Decisions;
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        var before = await log.CountAsync(Tenant, cancellation).ConfigureAwait(false);
        var (served, answers, failures) = await BestOfTwoAsync("decisions", home, port, decisions, barePort).ConfigureAwait(false);
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        var missing = answers - (await log.CountAsync(Tenant, cancellation).ConfigureAwait(false) - before);

        var (batches, raw) = Batches(keys.WriteKey);
        say($"intake: batches of {EventsPerBatch} events");
        var intake = await LoadAsync(home, port, batches, options.Seconds).ConfigureAwait(false);
        var rawPerSecond = RawInserts(home, raw);
        await app.StopAsync(cancellation).ConfigureAwait(false);
        await bare.StopAsync(cancellation).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        await bare.DisposeAsync().ConfigureAwait(false);

        var (decided, plain) = served;
        return new ServeReport(
            options.Customers, options.Items, decided.PerSecond, plain.PerSecond, decided.PerSecond / plain.PerSecond, decided.P50Ms, decided.P99Ms, plain.P50Ms, plain.P99Ms,
            answers, failures, missing, intake.PerSecond * EventsPerBatch, rawPerSecond, intake.P50Ms, intake.P99Ms, personal, seedSeconds, trainSeconds);
    }

    private async Task<(double SeedSeconds, double TrainSeconds)> SeedAsync(string home, CancellationToken cancellation)
    {
        say($"a shop of {options.Items:N0} items and {options.Customers:N0} customers, median {options.MedianEvents} events");
        var clock = Stopwatch.StartNew();
        var shop = new BenchShop(options.Items, options.Seed);
        var catalogue = new ItemCatalogue(shop.Catalogue());
        await using var store = await RapportStore.OpenAsync(new StorageOptions { Home = home }, TimeProvider.System, cancellation).ConfigureAwait(false);
        await store.Catalogue.UpsertAsync(Tenant, [.. catalogue.Items], cancellation).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        await Parallel.ForAsync(0, options.Customers, new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = cancellation }, async (i, stop) =>
            await store.Customers.ChangeAsync(Tenant, BenchShop.CustomerOf(i), file => { shop.Fill(file, i, options.MedianEvents, catalogue, now); return 0; }, stop).ConfigureAwait(false)).ConfigureAwait(false);
        var seeded = clock.Elapsed.TotalSeconds;

        var shops = new Shops();
        shops.Swap(Tenant, before => before with { Catalogue = catalogue });
        var trained = await new ModelTrainer(store.Customers, store.Models, shops, TimeProvider.System).TrainAsync(Tenant, refreshLists: true, destroySuperseded: false, cancellation).ConfigureAwait(false);
        say($"seeded in {seeded:F1} s, trained on {trained.Customers:N0} customers in {trained.Seconds:F1} s");
        return (seeded, trained.Seconds);
    }

    private List<byte[]> Decisions(string secretKey)
    {
        var random = new Random(options.Seed);
        return [.. Enumerable.Range(0, Math.Max(options.Customers, 1_000)).Select(_ =>
        {
            var isPersonal = random.NextDouble() < options.PersonalShare;
            var body = isPersonal
                ? $$"""{"surface":"home","customer":"load-{{random.Next(options.Customers)}}","count":12}"""
                : $$$"""{"surface":"product","context":{"item":"{{{BenchShop.ItemOf(random.Next(options.Items)).Value}}}"},"count":12}""";
            return LoadFile.Post("/v1/decisions", $"Bearer {secretKey}", Encoding.UTF8.GetBytes(body));
        })];
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
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<LoadResult>(output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"The load process ended with {process.ExitCode}: {output}");
    }

    private (List<byte[]> Requests, List<byte[][]> Raw) Batches(string writeKey)
    {
        var random = new Random(options.Seed + 1);
        var requests = new List<byte[]>();
        var raw = new List<byte[][]>();
        var authorization = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(writeKey + ":"));
        for (var batch = 0; batch < 4_000; batch++)
        {
            var events = Enumerable.Range(0, EventsPerBatch).Select(i => Event(random, batch, i)).ToArray();
            requests.Add(LoadFile.Post("/v1/batch", authorization, Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', events)}}]}""")));
            raw.Add([.. events.Select(Encoding.UTF8.GetBytes)]);
        }

        return (requests, raw);
    }

    private string Event(Random random, int batch, int i) =>
        $$$"""{"type":"track","event":"Product Viewed","messageId":"load-{{{batch}}}-{{{i}}}","userId":"load-{{{random.Next(options.Customers)}}}","timestamp":"{{{DateTimeOffset.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()):yyyy-MM-ddTHH:mm:ssZ}}}","properties":{"product_id":"{{{BenchShop.ItemOf(random.Next(options.Items)).Value}}}","price":12.5,"quantity":1}}""";

    /// <summary>The baseline of intake: the same event bytes into one SQLite table, a durable transaction a batch, nothing else.</summary>
    private double RawInserts(string home, List<byte[][]> batches)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "raw.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events (body) VALUES ($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (var batch = 0; clock.Elapsed.TotalSeconds < options.Seconds / 2.0; batch++)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var bytes in batches[batch % batches.Count])
            {
                body.Value = bytes;
                count += insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
