using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Server.Training;

namespace Rapport.Server.Tests.Training;

/// <summary>Whatever customers do over HTTP, in whatever order, the server's increments are the rebuild by another program on the same home.</summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    private const int Customers = 40;
    private static readonly TenantId Demo = new("demo");
    private static readonly bool ProvesInFull = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    [Fact]
    public async Task Any_interleaving_of_learning_refunds_withdrawals_gifts_and_forgetting_equals_the_rebuild()
    {
        var (seeds, rounds, actions) = ProvesInFull ? (20, 12, 40) : (2, 4, 12);
        var (increments, done) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            await using var server = await RunningServer.StartAsync();
            await Crowd.FillAsync(server);
            var people = new People(server, random, done);
            for (var round = 0; round < rounds; round++)
            {
                for (var action = 0; action < actions; action++)
                    await people.ActAsync();
                var training = await server.Services.GetRequiredService<Trainings>().TrainAsync(Demo, refreshLists: false, TestContext.Current.CancellationToken);
                increments += training.IsIncrement ? 1 : 0;
            }

            var served = ModelCodec.Write(server.Services.GetRequiredService<Shops>()[Demo].Model);
            await server.StopAsync();
            await using var home = await OpenHome.OpenAsync(server.Home, server.Clock, TestContext.Current.CancellationToken);
            await home.LoadAsync(Demo, TestContext.Current.CancellationToken);
            await home.TrainAsync(Demo, TestContext.Current.CancellationToken);
            Assert.True(ModelCodec.Write(home.Shops[Demo].Model).AsSpan().SequenceEqual(served), $"Seed {seed}: the increments are not the rebuild.");
        }

        output.WriteLine($"{seeds} interleavings, {increments} increments: {string.Join(", ", done.Select(each => $"{each.Value} x {each.Key}"))}");
        Assert.Equal(seeds * rounds, increments);
        Assert.Equal(8, done.Count);
    }

    /// <summary>Customers who do something by chance, and what each of them still has.</summary>
    private sealed class People(RunningServer server, Random random, SortedDictionary<string, int> done)
    {
        private readonly Dictionary<string, List<(string Order, string[] Items)>> _orders = Enumerable.Range(0, Customers).ToDictionary(
            number => string.Create(CultureInfo.InvariantCulture, $"c{number}"), _ => new List<(string, string[])>());

        private int _number;

        internal Task ActAsync()
        {
            var customer = _orders.Keys.ElementAt(random.Next(_orders.Count));
            return random.Next(10) switch
            {
                0 => ChooseAsync(customer, granted: false, "withdrawn"),
                1 => ForgetAsync(customer),
                2 when _orders[customer].Count > 0 => RefundAsync(customer),
                3 when _orders[customer].Count > 0 => GiftAsync(customer),
                4 when _orders[customer].Count > 0 => DeleteAsync(customer),
                5 => ViewAsync(customer),
                6 => ChooseAsync(customer, granted: true, "granted"),
                _ => OrderAsync(customer),
            };
        }

        private async Task OrderAsync(string customer)
        {
            if (_orders[customer].Count == 0)
                await server.GrantAsync(customer, "recommendations", "learning");
            var items = Crowd.Items.Where(item => item.Category != "Pharmacy > Tests").OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(item => item.Id).ToArray();
            var order = string.Create(CultureInfo.InvariantCulture, $"order-{_number++}");
            Accepted((await server.BatchAsync(Segment.Ordered(customer, order, items))).Status);
            _orders[customer].Add((order, items));
            Count("ordered");
        }

        private async Task ViewAsync(string customer)
        {
            Accepted((await server.BatchAsync(Segment.Viewed(customer, Crowd.Items[random.Next(9)].Id))).Status);
            Count("viewed");
        }

        private async Task RefundAsync(string customer)
        {
            var order = _orders[customer][random.Next(_orders[customer].Count)];
            Accepted((await server.BatchAsync(Segment.Track(customer, "Order Refunded", new { order_id = order.Order }))).Status);
            Count("refunded");
        }

        private async Task GiftAsync(string customer)
        {
            Accepted((await server.AsCustomerAsync(customer, HttpMethod.Post, "/v1/customers/me/gifts", new { item = ItemOf(customer) })).Status);
            Count("given");
        }

        private async Task DeleteAsync(string customer)
        {
            Accepted((await server.AsCustomerAsync(customer, HttpMethod.Delete, $"/v1/customers/me/items/{ItemOf(customer)}")).Status);
            Count("deleted");
        }

        private async Task ChooseAsync(string customer, bool granted, string name)
        {
            Accepted((await server.ChooseAsync(customer, granted, "learning")).Status);
            Count(name);
        }

        private async Task ForgetAsync(string customer)
        {
            Accepted((await server.AsCustomerAsync(customer, HttpMethod.Delete, "/v1/customers/me")).Status);
            _orders[customer].Clear();
            Count("forgotten");
        }

        private string ItemOf(string customer)
        {
            var items = _orders[customer][random.Next(_orders[customer].Count)].Items;
            return items[random.Next(items.Length)];
        }

        private void Count(string what) => done[what] = done.GetValueOrDefault(what) + 1;

        private static void Accepted(HttpStatusCode status) => Assert.InRange((int)status, 200, 299);
    }
}
