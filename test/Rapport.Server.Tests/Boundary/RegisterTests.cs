using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Boundary;

/// <summary>What is on paper is what the server does.</summary>
public sealed class RegisterTests
{
    [Fact]
    public async Task The_register_and_the_draft_say_what_the_settings_do_and_change_with_them()
    {
        await using var whole = await RunningServer.StartAsync();
        await using var narrow = await RunningServer.StartAsync(demo => demo with
        {
            AllowList = AllowListTests.List(("purchases", ["product_id", "gift"], ["recommendations"])),
            RetentionDays = new Dictionary<string, int> { ["purchases"] = 90, ["stated"] = 30 },
            Recipients = [new RecipientSettings { Name = "Host of the server", Country = "DE" }],
            Mail = new MailSettings { Host = "127.0.0.1", From = "shop@shop.example", CentreUrl = "https://shop.example/privacy" },
        });

        var before = (await whole.AsShopAsync(HttpMethod.Get, "/v1/processing-register")).Json;
        var after = (await narrow.AsShopAsync(HttpMethod.Get, "/v1/processing-register?language=de")).Json;
        var paper = (await narrow.AsShopAsync(HttpMethod.Get, "/v1/processing-register/paper?language=de")).Text;
        await narrow.AsShopAsync(HttpMethod.Post, "/v1/compliance/run");
        var draft = (await narrow.AsShopAsync(HttpMethod.Get, "/v1/impact-assessment?language=en")).Text;
        var facts = await narrow.SendAsync(HttpMethod.Get, "/privacy/demo/facts?language=en");

        Assert.Equal(5, before["activities"]!.AsArray().Count);
        Assert.True(before["activities"]![0]!["data"]!.AsArray().Count > 3);
        Assert.Empty(before["recipients"]!.AsArray());
        var data = Assert.Single(after["activities"]![0]!["data"]!.AsArray())!;
        Assert.Equal(("purchases", 90), (data["id"]!.GetValue<string>(), data["retentionDays"]!.GetValue<int>()));
        Assert.Equal(90, after["activities"]![0]!["retentionDays"]!.GetValue<int>());
        Assert.Empty(after["activities"]![1]!["data"]!.AsArray());
        // The host, and the mail server for links and for campaigns.
        Assert.Equal(3, after["recipients"]!.AsArray().Count);
        Assert.Contains("Host of the server (processor, DE)", paper, StringComparison.Ordinal);
        Assert.Contains("Einwilligung", paper, StringComparison.Ordinal);
        Assert.Contains("A restore was practised", draft, StringComparison.Ordinal);
        Assert.Contains("[", draft, StringComparison.Ordinal);
        Assert.Contains("mail server", facts.Text, StringComparison.Ordinal);
        Assert.Contains("kept for 90 days", facts.Text, StringComparison.Ordinal);
    }
}
