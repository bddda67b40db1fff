using System.Net;
using System.Text.RegularExpressions;
using Rapport.Server.Boundary;
using Rapport.Server.Tests.Shared;
using SQLitePCL;

namespace Rapport.Server.Tests.Boundary;

/// <summary>The public pages say what the running settings do, and not a word that the store gives the lie to.</summary>
public sealed partial class PrivacyFactsTests
{
    private const string Facts = "/v1/privacy-facts?tenant=demo";

    [Fact]
    public async Task S021_another_setting_is_another_page_and_S088_anybody_can_check_who_said_so()
    {
        var first = await RunningServer.StartAsync();
        await first.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await first.GrantAsync("ann", "recommendations");
        await first.BatchAsync(Segment.Viewed("ann", "apron-1"));
        var before = await first.SendAsync(HttpMethod.Get, Facts);
        var pageBefore = await first.SendAsync(HttpMethod.Get, "/privacy/demo/facts?language=en");
        await using var server = await first.RestartAsync(AllowListTests.List(("purchases", ["product_id", "gift"], ["recommendations"])));

        var after = await server.SendAsync(HttpMethod.Get, Facts);
        var pageAfter = await server.SendAsync(HttpMethod.Get, "/privacy/demo/facts?language=en");
        var key = (await server.SendAsync(HttpMethod.Get, "/v1/keys")).Json["keys"]![0]!["pem"]!.GetValue<string>();

        Assert.Equal(10, before.Json["kept"]!.AsArray().Count);
        Assert.Contains("<th scope=\"row\">Views</th>", pageBefore.Text, StringComparison.Ordinal);
        Assert.Equal("purchases", Assert.Single(after.Json["kept"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.DoesNotContain("<th scope=\"row\">Views</th>", pageAfter.Text, StringComparison.Ordinal);
        Assert.NotEqual(before.Json["settings"]!.GetValue<string>(), after.Json["settings"]!.GetValue<string>());
        Assert.Equal((1, 1, 1), (after.Json["storage"]!["customers"]!.GetValue<int>(), after.Json["storage"]!["lines"]!.GetValue<int>(), after.Json["storage"]!["fromBefore"]!.GetValue<int>()));
        Assert.True(PrivacyStatement.Holds(after.Text, key));
        Assert.False(PrivacyStatement.Holds(after.Text.Replace("\"sales\":0", "\"sales\":1", StringComparison.Ordinal), key));
        Assert.False(PrivacyStatement.Holds(after.Text, TenantKeysOfSomebodyElse()));
    }

    [Fact]
    public async Task S056_a_field_that_nobody_may_keep_makes_the_page_fail_loudly()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/privacy/demo/not-collected")).Status);

        Plant(Path.Combine(server.Home, "data", "rapport.db"), "ALTER TABLE customers ADD COLUMN ip TEXT");

        foreach (var address in (string[])["/privacy/demo/not-collected", "/privacy/demo/facts", Facts])
        {
            var answer = await server.SendAsync(HttpMethod.Get, address);
            Assert.Equal((HttpStatusCode.InternalServerError, "facts-do-not-hold"), (answer.Status, answer.Problem));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task S056_the_page_names_all_that_is_never_collected_and_asks_nobody_else_for_anything(string language)
    {
        await using var server = await RunningServer.StartAsync();

        foreach (var page in (string[])["facts", "not-collected"])
        {
            var answer = await server.SendAsync(HttpMethod.Get, $"/privacy/demo/{page}?language={language}");
            Assert.Equal(language, answer.ContentHeaders.ContentLanguage.Single());
            Assert.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", answer.Text, StringComparison.Ordinal);
            Assert.All(Address().Matches(answer.Text).Select(match => match.Groups[1].Value), address => Assert.True(address.StartsWith('/') || address == "data:,", address));
            if (page == "not-collected")
                Assert.All(NeverCollected.All, never => Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(FactsTexts.In(language)["never." + never.Code]), answer.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task S056_what_the_page_names_is_dropped_from_every_kind_of_event()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var names = NeverCollected.All.SelectMany(never => never.Names).ToArray();

        Assert.Empty(NeverCollected.Broken());
        foreach (var some in names.Chunk(15))
        {
            var properties = some.ToDictionary(name => name, name => (object)("planted-" + name));
            properties["product_id"] = "apron-1";
            var answer = await server.BatchAsync(Segment.Track("ann", "Product Viewed", properties));
            Assert.Equal("1", answer.Header("Rapport-Stored"));
        }

        Assert.All(names, name => Assert.False(server.IsOnDisk("planted-" + name), name));
        Assert.DoesNotContain("planted-", (await server.EverythingAsync("ann")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_say_the_same_things() => Assert.Equal(FactsTexts.In("en").Keys.Order(StringComparer.Ordinal), FactsTexts.In("de").Keys.Order(StringComparer.Ordinal));

    private static string TenantKeysOfSomebodyElse() => Rapport.Server.Hosting.TenantKeys.Create().TokenPublicKey;

    private static void Plant(string path, string sql)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out var database));
        using (database)
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
