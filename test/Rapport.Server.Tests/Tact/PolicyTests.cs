using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Tact;

public sealed class PolicyTests
{
    [Fact]
    public async Task The_next_decision_obeys_a_new_policy_and_names_nobody_who_wrote_it()
    {
        await using var server = await PaceTests.CamperAsync();
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));

        var put = await PaceTests.PolicyAsync(server, new { preset = "privacy-first" });
        var stated = await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 });
        await server.BatchAsync(Segment.Track("ann", "Product Added to Wishlist", new { product_id = "tent" }));

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.Status, put.Header("ETag")));
        Assert.Empty(stated);
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));
    }

    [Fact]
    public async Task S047_a_surface_has_a_preset_of_its_own()
    {
        await using var server = await PaceTests.CamperAsync();
        await PaceTests.PolicyAsync(server, new { preset = "balanced", surfaces = new { home = new { preset = "privacy-first" } } });

        Assert.Empty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));
        Assert.NotEmpty(await PaceTests.PersonalAsync(server, new { surface = "next", count = 6 }));
    }

    [Fact]
    public async Task A_rule_in_warning_shows_and_a_rule_switched_off_is_not_asked()
    {
        await using var server = await PaceTests.CamperAsync();
        await server.BatchAsync(PaceTests.Shown("ann", "lamp", "app"), PaceTests.Shown("ann", "lamp", "push"));
        Assert.DoesNotContain("lamp", await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));

        await PaceTests.PolicyAsync(server, """{"preset":"balanced","modes":{"T6":"warn"}}""");
        var warned = await server.DecideAsync("ann", new { surface = "home", count = 6 });
        await PaceTests.PolicyAsync(server, """{"preset":"balanced","modes":{"T6":"off"}}""");

        Assert.Contains("lamp", PaceTests.Personal(warned));
        Assert.DoesNotContain(warned["heldBack"]!.AsArray(), held => held!["rule"]!.GetValue<string>() == "T6");
        Assert.Contains("lamp", await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));
    }

    [Theory]
    [InlineData("""{"preset":"no-such"}""", "$.preset")]
    [InlineData("""{"preset":"balanced","modes":{"T1":"off"}}""", "$.modes.T1")]
    [InlineData("""{"preset":"balanced","modes":{"T16":"warn"}}""", "$.modes.T16")]
    [InlineData("""{"preset":"balanced","modes":{"T99":"warn"}}""", "$.modes")]
    [InlineData("""{"preset":"balanced","parameters":{"evidenceWeight":0}}""", "$.parameters.evidenceWeight")]
    [InlineData("""{"preset":"balanced","parameters":{"evidenceItems":1.5}}""", "$.parameters.evidenceItems")]
    [InlineData("""{"preset":"balanced","surfaces":{"mail":{"parameters":{"hopShare":2}}}}""", "$.surfaces.Mail.parameters.hopShare")]
    public async Task What_no_policy_may_say_is_refused_and_changes_nothing(string body, string member)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/policy", body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value"), (answer.Status, answer.Problem));
        Assert.Contains(member, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("\"1\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
    }

    [Fact]
    public async Task Versions_are_kept_over_a_restart_and_an_older_one_is_put_back()
    {
        var first = await PaceTests.CamperAsync();
        await PaceTests.PolicyAsync(first, new { preset = "privacy-first" });
        await PaceTests.PolicyAsync(first, new { preset = "balanced-shop" });
        await using var server = await first.RestartAsync();

        var read = await server.AsShopAsync(HttpMethod.Get, "/v1/policy");
        var back = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/rollback", new { version = 2 });
        var versions = await server.AsShopAsync(HttpMethod.Get, "/v1/policy/versions");
        var unknown = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/rollback", new { version = 9 });

        Assert.Equal(("balanced-shop", "\"3\""), (read.Json["preset"]!.GetValue<string>(), read.Header("ETag")));
        Assert.Equal(("privacy-first", "\"4\""), (back.Json["preset"]!.GetValue<string>(), back.Header("ETag")));
        Assert.Equal([4, 3, 2], versions.Json["versions"]!.AsArray().Select(version => version!["version"]!.GetValue<int>()));
        Assert.Equal("unknown-version", unknown.Problem);
        Assert.Empty(await PaceTests.PersonalAsync(server, new { surface = "home", count = 6 }));
    }

    [Fact]
    public async Task A_change_made_from_an_older_reading_replaces_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        await PaceTests.PolicyAsync(server, new { preset = "balanced-shop" });

        using var late = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = new StringContent("""{"preset":"privacy-first"}""", System.Text.Encoding.UTF8, "application/json") };
        late.Headers.Authorization = new("Bearer", server.Keys.SecretKey);
        late.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var response = await server.Http.SendAsync(late, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("balanced-shop", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Json["preset"]!.GetValue<string>());
    }
}
