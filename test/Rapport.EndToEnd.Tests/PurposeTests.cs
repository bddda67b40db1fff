using System.Text.Json;
using Rapport.EndToEnd.Tests.Shared;
using Rapport.Testing;

namespace Rapport.EndToEnd.Tests;

/// <summary>What was collected for one purpose is not read for another, and that is written down.</summary>
public abstract class PurposeTests
{
    protected abstract Task<string?> StoreAsync();

    [Fact]
    public async Task S016_what_was_collected_for_another_purpose_is_refused_and_logged_with_class_and_reason()
    {
        await using var server = await RapportProcess.StartAsync(await StoreAsync());
        await server.PutItemsAsync(("cup", "Blue cup", "Table > Cups"), ("bowl", "Blue bowl", "Table > Bowls"), ("tray", "Oak tray", "Table > Trays"));
        await server.GrantAsync("ann", "email");
        await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new object[] { Ordered("o-1", "cup"), Ordered("o-2", "bowl") } });

        var refused = await AskAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new object[] { Ordered("o-3", "tray") } });
        await AskAsync(server);
        var figures = (await server.GetAsync("/v1/figures")).GetProperty("notRead").EnumerateArray().Select(Line).ToList();
        var held = await server.GetAsync("/v1/customers/ann");
        var decision = Assert.Single(held.GetProperty("decisions").EnumerateArray());
        var facts = await server.GetAsync("/v1/privacy-facts?tenant=shop");

        Assert.NotEqual("person", refused.GetProperty("tier").GetString());
        Assert.Equal(["purchases kept for email, asked for recommendations: other-purpose, 4"], figures);
        Assert.Equal(["purchases kept for email, asked for recommendations: other-purpose, 2"], decision.GetProperty("notRead").EnumerateArray().Select(Line));
        Assert.Equal(["recommendations"], decision.GetProperty("uses").EnumerateArray().Select(use => use.GetString()));
        Assert.Equal((0, 0), (facts.GetProperty("outbound").GetProperty("sales").GetInt32(), facts.GetProperty("outbound").GetProperty("sharings").GetInt32()));
    }

    private static object Ordered(string order, string item) => new
    {
        type = "track",
        @event = "Order Completed",
        userId = "ann",
        messageId = order,
        properties = new { order_id = order, products = new[] { new { product_id = item, quantity = 1 } } },
    };

    private static Task<JsonElement> AskAsync(RapportProcess server) => server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = "ann", count = 3 });

    private static string Line(JsonElement refused) =>
        $"{refused.GetProperty("data")} kept for {string.Join(' ', refused.GetProperty("keptFor").EnumerateArray())}, asked for {refused.GetProperty("askedFor")}: {refused.GetProperty("cause")}, {refused.GetProperty("lines")}";
}

public sealed class SqlitePurposeTests : PurposeTests
{
    protected override Task<string?> StoreAsync() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresPurposeTests(PostgresServer postgres) : PurposeTests, IClassFixture<PostgresServer>
{
    protected override async Task<string?> StoreAsync() => await postgres.CreateDatabaseAsync();
}
