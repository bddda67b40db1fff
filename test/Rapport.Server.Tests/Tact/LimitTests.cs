using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Tact;

/// <summary>The rules a customer reads, and those she adds: they bite on the very next decision.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("en", "at most 7 times", "1.5 hours")]
    [InlineData("de", "höchstens 7-mal", "1,5 Stunden")]
    public async Task S026_anybody_reads_the_rules_in_plain_words_with_the_shops_own_numbers(string language, string often, string late)
    {
        await using var server = await RunningServer.StartAsync();
        await PaceTests.PolicyAsync(server, """{"preset":"balanced","parameters":{"topicExposures":7,"delayHours":1.5},"modes":{"T20":"warn"},"surfaces":{"mail":{"parameters":{"topicExposures":2}}}}""");

        var plain = await server.SendAsync(HttpMethod.Get, $"/v1/policy/plain?tenant=demo&language={language}");
        var mail = await server.SendAsync(HttpMethod.Get, $"/v1/policy/plain?tenant=demo&surface=mail&language={language}");

        var rules = plain.Json["rules"]!.AsArray().ToDictionary(rule => rule!["rule"]!.GetValue<string>(), rule => rule!);
        Assert.Equal(20, rules.Count);
        Assert.Contains(often, rules["T5"]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(late, rules["T4"]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["T20"], rules.Where(rule => !rule.Value["inForce"]!.GetValue<bool>()).Select(rule => rule.Key));
        Assert.DoesNotContain(often, mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, plain.Json["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_rules_of_no_shop_and_of_no_surface_are_refused()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("tenant-missing", (await server.SendAsync(HttpMethod.Get, "/v1/policy/plain")).Problem);
        Assert.Equal("unknown-tenant", (await server.SendAsync(HttpMethod.Get, "/v1/policy/plain?tenant=nobody")).Problem);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Get, "/v1/policy/plain?tenant=demo&surface=moon")).Status);
    }

    [Fact]
    public async Task S026_not_about_this_topic_bites_on_the_next_decision_and_its_end_too()
    {
        await using var server = await PaceTests.CamperAsync();
        var question = new { surface = "home", count = 6 };
        Assert.Contains("lamp", await PaceTests.PersonalAsync(server, question));

        await LimitAsync(server, granted: false, "topic:Outdoor > Camping");
        var limited = await server.DecideAsync("ann", question);
        await LimitAsync(server, granted: true, "topic:Outdoor > Camping");

        Assert.DoesNotContain("lamp", PaceTests.Ids(limited));
        Assert.DoesNotContain("mat", PaceTests.Ids(limited));
        Assert.Contains(limited["heldBack"]!.AsArray(), held => held!["rule"]!.GetValue<string>() == "T15");
        Assert.Contains("lamp", await PaceTests.PersonalAsync(server, question));
    }

    [Fact]
    public async Task The_topics_one_may_say_no_to_are_the_shops_and_none_is_sensitive()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync([.. Crowd.Items, new TestItem("stroller", "Stroller", "Baby > Strollers")]);

        var topics = (await server.SendAsync(HttpMethod.Get, "/v1/policy/plain?tenant=demo&language=de")).Json["topics"]!.AsArray().ToDictionary(topic => topic!["id"]!.GetValue<string>(), topic => topic!["title"]!.GetValue<string>());

        Assert.Equal("Outdoor > Camping", topics.First().Key);
        Assert.Equal("Schwangerschaft und Babys", topics["D1"]);
        Assert.DoesNotContain(topics, topic => topic.Key.StartsWith('S') || topic.Key.StartsWith("Pharmacy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S026_not_by_this_way_bites_on_the_next_decision_and_nowhere_else()
    {
        await using var server = await PaceTests.CamperAsync();
        server.Clock.Advance(TimeSpan.FromDays(2));
        var push = new { surface = "home", count = 6, channel = "push" };
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, push));

        await LimitAsync(server, granted: false, "channel:push");

        Assert.Empty(await PaceTests.PersonalAsync(server, push));
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));
    }

    private static async Task LimitAsync(RunningServer server, bool granted, string scope)
    {
        var answer = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new
        {
            choices = new[] { new { purpose = "recommendations", granted, textVersion = "recommendations/1", scope } },
            language = "en",
            surface = "privacy-centre",
        });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}
