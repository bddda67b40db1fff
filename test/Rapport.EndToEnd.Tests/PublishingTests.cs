using System.Collections.Concurrent;
using System.Globalization;
using Rapport.Core.Events;
using Rapport.EndToEnd.Tests.Shared;
using Rapport.Server.Hosting;

namespace Rapport.EndToEnd.Tests;

/// <summary>Kills the server with SIGKILL while it publishes one model after the other, each destroying the one before and its key.</summary>
public sealed class PublishingTests
{
    private const int Items = 150;
    private static readonly TenantId Shop = new("shop");

    [Fact]
    public async Task Whenever_kill_9_strikes_while_models_are_published_the_old_one_or_the_new_one_is_whole()
    {
        var kills = Repository.ProvesInFull ? 100 : 4;
        await using var server = await RapportProcess.StartAsync();
        await server.PutItemsAsync([.. Enumerable.Range(0, Items).Select(item => ($"item-{item}", $"Thing {item}", $"Shelf {item % 9} > Board {item % 30}"))]);
        await Parallel.ForAsync(0, 80, async (customer, _) => await server.GrantAsync($"c{customer}", "recommendations", "learning"));
        for (var customer = 0; customer < 80; customer++)
            await OrderAsync(server, $"c{customer}", new Random(customer), 12);

        var (random, newer, struck, published) = (new Random(1), 0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var acknowledged = await PublishUntilKilledAsync(server, random);
            await using (var home = await OpenHome.OpenAsync(server.Home, TimeProvider.System, TestContext.Current.CancellationToken))
            {
                Assert.True(await home.LoadAsync(Shop, TestContext.Current.CancellationToken), "No model can be opened.");
                struck += Directory.EnumerateFiles(Path.Combine(server.Home, "models", Shop.Value)).Count() == 2 ? 0 : 1;
                var found = home.Shops[Shop].ModelHash;
                var next = (await home.TrainAsync(Shop, TestContext.Current.CancellationToken)).Hash;
                Assert.True(found == acknowledged[^1] || found == next, $"{found} is neither the one before nor the one after.");
                newer += found == acknowledged[^1] ? 0 : 1;
                Assert.Single(Directory.EnumerateFiles(Path.Combine(server.Home, "models", Shop.Value), "*.bin"));
            }

            published += acknowledged.Length;
            await server.RestartAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {published} models acknowledged; {struck} times another file lay there, {newer} times the newer model was there before its answer was");
    }

    /// <returns>The hashes that were answered, in their order.</returns>
    private static async Task<string[]> PublishUntilKilledAsync(RapportProcess server, Random random)
    {
        var hashes = new ConcurrentQueue<string>();
        hashes.Enqueue(await TrainAsync(server));
        var seed = random.Next();
        var publishing = Task.Run(async () =>
        {
            var orders = new Random(seed);
            try
            {
                while (true)
                {
                    await OrderAsync(server, $"c{orders.Next(80)}", orders, 2);
                    hashes.Enqueue(await TrainAsync(server));
                }
            }
            catch (Exception killed) when (killed is HttpRequestException or IOException or OperationCanceledException)
            {
                // As it was meant to end.
            }
        });

        var enough = hashes.Count + random.Next(1, 4);
        Assert.True(SpinWait.SpinUntil(() => hashes.Count >= enough || publishing.IsCompleted, TimeSpan.FromSeconds(120)));
        // While the next one is being written, some files and moments later.
        var (changes, seen) = (random.Next(1, 6), FilesOf(server));
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                var now = FilesOf(server);
                changes -= now == seen ? 0 : 1;
                seen = now;
                return changes <= 0 || publishing.IsCompleted;
            },
            TimeSpan.FromSeconds(120)));
        server.Kill();
        await publishing;
        return [.. hashes];
    }

    private static string FilesOf(RapportProcess server) =>
        string.Join(' ', new DirectoryInfo(Path.Combine(server.Home, "models", Shop.Value)).EnumerateFiles().Select(file => $"{file.Name}{file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));

    private static Task<System.Text.Json.JsonElement> OrderAsync(RapportProcess server, string customer, Random random, int items) => server.SendAsync(HttpMethod.Post, "/v1/batch", new
    {
        batch = new[]
        {
            new
            {
                type = "track",
                messageId = Guid.NewGuid(),
                userId = customer,
                @event = "Order Completed",
                properties = new { order_id = Guid.NewGuid(), products = Enumerable.Range(0, items).Select(_ => new { product_id = string.Create(CultureInfo.InvariantCulture, $"item-{random.Next(Items)}"), quantity = 1 }).Distinct() },
            },
        },
    });

    private static async Task<string> TrainAsync(RapportProcess server) => (await server.SendAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true })).GetProperty("hash").GetString()!;
}
