using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Tact;

/// <summary>Rules T3, T7, T16 and T20 through the public API.</summary>
public sealed class BarTests
{
    [Fact]
    public async Task S034_one_search_brings_no_baby_clothes_for_thirty_days()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync([.. Crowd.Items, new TestItem("romper", "Romper", "Baby > Clothes"), new TestItem("socks", "Baby socks", "Baby > Clothes")]);
        for (var i = 0; i < 30; i++)
        {
            await server.GrantAsync($"parent-{i}", "recommendations", "learning");
            await server.BatchAsync(Segment.Ordered($"parent-{i}", $"o-{i}", "romper", "socks"));
        }

        await server.TrainAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Track("ann", "Products Searched", new { query = "baby clothes" }), Segment.Viewed("ann", "romper"));

        for (var day = 0; day <= 30; day++)
        {
            Assert.Empty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 8 }));
            server.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task T16_a_child_gets_nothing_personal_and_the_log_knows_of_none()
    {
        await using var server = await PaceTests.CamperAsync();
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));

        await server.AsShopAsync(HttpMethod.Put, "/v1/customers/ann/child", new { child = true });
        var answer = await server.DecideAsync("ann", new { surface = "home", count = 6 });

        Assert.Empty(PaceTests.Personal(answer));
        Assert.NotEmpty(PaceTests.Ids(answer));
        Assert.Empty((await server.EverythingAsync("ann")).Json["decisions"]!.AsArray());
    }

    [Fact]
    public async Task T7_what_was_told_to_support_moves_no_row_and_is_not_kept()
    {
        await using var server = await PaceTests.CamperAsync();
        var before = await server.DecideAsync("ann", new { surface = "home", count = 6 });

        await server.BatchAsync(
            Segment.Track("ann", "Support Ticket Opened", new { subject = "My mixing bowl arrived broken", product_id = "bowl" }),
            Segment.Track("ann", "Payment Failed", new { product_id = "bowl", order_id = "o-9" }));

        Assert.Equal(PaceTests.Ids(before), PaceTests.Ids(await server.DecideAsync("ann", new { surface = "home", count = 6 })));
        Assert.DoesNotContain("broken", (await server.EverythingAsync("ann")).Text, StringComparison.Ordinal);
        Assert.False(server.IsOnDisk("arrived broken"));
    }

    [Theory]
    [InlineData(0.25, 6)]
    [InlineData(0.5, 4)]
    public async Task T20_so_many_slots_are_not_from_the_profile(double room, int mostPersonal)
    {
        await using var server = await PaceTests.CamperAsync();
        await PaceTests.PolicyAsync(server, new { preset = "balanced", parameters = new { breathingRoom = room, hopShare = 1 } });

        var answer = await server.DecideAsync("ann", new { surface = "home", count = 8 });

        Assert.InRange(PaceTests.Personal(answer).Count, 1, mostPersonal);
        Assert.True(PaceTests.Ids(answer).Count > PaceTests.Personal(answer).Count);
    }
}
