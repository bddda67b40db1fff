using System.Net;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Tact;

/// <summary>A change of policy that needs a second person: proposed, read as a difference, approved by another, in force.</summary>
public sealed class ProposalTests
{
    private const string Stricter = """{"policy":{"preset":"balanced","parameters":{"topicExposures":1},"modes":{"T20":"warn"},"surfaces":{"home":{"preset":"privacy-first"}}},"note":"Too many lamps."}""";

    [Fact]
    public async Task S047_a_proposal_says_what_it_changes_and_takes_force_when_another_approves_it()
    {
        var second = TenantKeys.Create();
        await using var server = await ReviewedAsync(second);

        var proposed = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals", Stricter);
        var own = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals/p1/approve", "{}");
        Assert.Equal("\"1\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
        var approved = await server.SendAsync(HttpMethod.Post, "/v1/policy/proposals/p1/approve", "{}", bearer: second.SecretKey);
        var again = await server.SendAsync(HttpMethod.Post, "/v1/policy/proposals/p1/approve", "{}", bearer: second.SecretKey);

        var changes = proposed.Json["differences"]!.AsArray().Select(each => $"{each!["surface"]} {each["what"]} {each["before"]} {each["after"]}").ToList();
        Assert.Equal((HttpStatusCode.Created, "open", "p1"), (proposed.Status, proposed.Json["state"]!.GetValue<string>(), proposed.Json["id"]!.GetValue<string>()));
        Assert.Contains(" topicExposures 3 1", changes);
        Assert.Contains(" T20 enforce warn", changes);
        Assert.Contains("home statedOnly 0 1", changes);
        Assert.Equal("own-proposal", own.Problem);
        Assert.Equal("approved", approved.Json["state"]!.GetValue<string>());
        Assert.NotEqual(approved.Json["by"]!.GetValue<string>(), approved.Json["closedBy"]!.GetValue<string>());
        Assert.Empty(approved.Json["differences"]!.AsArray());
        Assert.Equal("proposal-closed", again.Problem);
        Assert.Equal("\"2\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
    }

    [Fact]
    public async Task Where_the_policy_is_reviewed_nobody_changes_it_alone()
    {
        await using var server = await ReviewedAsync(TenantKeys.Create());

        Assert.Equal("review-needed", (await PaceTests.PolicyAsync(server, new { preset = "privacy-first" })).Problem);
        Assert.Equal("\"1\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
    }

    [Fact]
    public async Task A_proposal_takes_force_over_no_policy_it_was_not_made_from()
    {
        await using var server = await RunningServer.StartAsync();
        await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals", Stricter);
        await PaceTests.PolicyAsync(server, new { preset = "balanced-shop" });

        var late = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals/p1/approve", "{}");
        var declined = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals/p1/decline", "{}");
        var second = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals", Stricter);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "policy-changed"), (late.Status, late.Problem));
        Assert.Equal("declined", declined.Json["state"]!.GetValue<string>());
        Assert.Equal("p2", second.Json["id"]!.GetValue<string>());
        Assert.Equal(["p2", "p1"], (await server.AsShopAsync(HttpMethod.Get, "/v1/policy/proposals")).Json["proposals"]!.AsArray().Select(each => each!["id"]!.GetValue<string>()));
        Assert.Equal("balanced-shop", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Json["preset"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"policy":{"preset":"no-such"}}""", "$.policy.preset")]
    [InlineData("""{"policy":{"preset":"balanced","modes":{"T1":"off"}}}""", "$.policy.modes.T1")]
    public async Task What_no_policy_may_say_is_not_proposed(string body, string member)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals", body);

        Assert.Equal("invalid-value", answer.Problem);
        Assert.Contains(member, answer.Text, StringComparison.Ordinal);
        Assert.Equal("unknown-proposal", (await server.AsShopAsync(HttpMethod.Post, "/v1/policy/proposals/p1/approve", "{}")).Problem);
    }

    private static Task<RunningServer> ReviewedAsync(TenantKeys second) =>
        RunningServer.StartAsync(demo => demo with { ReviewPolicy = true, SecretKeyHashes = [.. demo.SecretKeyHashes, second.SecretKeyHash] });
}
