using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Server.Training;

namespace Rapport.Server.Tests.Training;

/// <summary>The server's training by increments, beside <c>rapport train</c> on the same home.</summary>
public sealed class IncrementTests
{
    private static readonly TenantId Demo = new("demo");

    [Fact]
    public async Task What_customers_do_between_two_batches_gives_the_model_that_rapport_train_gives()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var atFirst = await HashAsync(server);
        await TrainAsync(server);
        Assert.Equal(atFirst, await HashAsync(server));

        await ChangeAllAsync(server);
        var increment = await TrainAsync(server);
        Assert.True(increment.IsIncrement);
        Assert.NotEqual(atFirst, increment.Hash);
        Assert.Equal(increment.Hash, await HashAsync(server));
        Assert.Equal(increment.Hash, (await TrainAsync(server)).Hash);
        var served = ModelCodec.Write(server.Services.GetRequiredService<Shops>()[Demo].Model);
        await server.StopAsync();

        await using var home = await OpenHome.OpenAsync(server.Home, server.Clock, TestContext.Current.CancellationToken);
        await home.LoadAsync(Demo, TestContext.Current.CancellationToken);
        await home.TrainAsync(Demo, TestContext.Current.CancellationToken);
        Assert.Equal(served, ModelCodec.Write(home.Shops[Demo].Model));
        Assert.InRange(home.Shops[Demo].Model.Customers, 25, 30);
    }

    /// <summary>A purchase, a new customer, a withdrawal, a deleted item, a gift, a refund, a forgetting.</summary>
    private static async Task ChangeAllAsync(RunningServer server)
    {
        await server.BatchAsync(Segment.Ordered("crowd-0", "later", "rare", "whisk"));
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "hers", "tent", "bowl"));
        await server.ChooseAsync("crowd-1", granted: false, "learning");
        await server.AsCustomerAsync("crowd-2", HttpMethod.Delete, "/v1/customers/me/items/tent");
        await server.AsCustomerAsync("crowd-3", HttpMethod.Post, "/v1/customers/me/gifts", new { item = "bowl" });
        await server.BatchAsync(Segment.Track("crowd-4", "Order Refunded", new { order_id = "o-4" }));
        Assert.Equal(HttpStatusCode.Accepted, (await server.AsCustomerAsync("crowd-5", HttpMethod.Delete, "/v1/customers/me")).Status);
    }

    private static Task<TrainingResult> TrainAsync(RunningServer server) =>
        server.Services.GetRequiredService<Trainings>().TrainAsync(Demo, refreshLists: false, TestContext.Current.CancellationToken);

    private static async Task<string> HashAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["hash"]!.GetValue<string>();
}
