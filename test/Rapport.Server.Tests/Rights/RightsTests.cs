using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class RightsTests
{
    [Fact]
    public async Task S032_the_total_equals_the_rows_in_storage_item_for_item()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Viewed("ann", "tent"), Segment.Ordered("ann", "o-1", "lamp", "mat"), Segment.Track("ann", "Products Searched", new { query = "stove" }));

        var everything = (await server.EverythingAsync("ann")).Json;

        var figures = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json;
        Assert.Equal(6, everything["total"]!.GetValue<int>());
        Assert.Equal(everything["history"]!.AsArray().Count, figures["lines"]!.GetValue<int>());
        Assert.Equal(2, everything["consents"]!.AsArray().Count);
        Assert.Equal(["productViewed tent", "orderCompleted lamp", "orderCompleted mat", "productsSearched "], everything["history"]!.AsArray().Select(line => $"{line!["kind"]} {line["item"]}"));
        Assert.Equal(["o-1", "12.30"], new[] { "orderId", "price" }.Select(name => everything["history"]![1]![name]!.GetValue<string>()));
        Assert.Equal("stove", everything["history"]![3]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task S037_each_line_carries_its_provenance()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "tent"), Segment.Track("ann", "Product Added to Wishlist", new { product_id = "lamp" }));

        var history = (await server.EverythingAsync("ann")).Json["history"]!.AsArray();

        Assert.Equal(["observed-here", "stated"], history.Select(line => line!["provenance"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_export_is_the_same_as_a_file()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "tent"));

        var export = await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/customers/me/export");

        Assert.Equal("attachment", export.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal((await server.EverythingAsync("ann")).Text, export.Text);
    }

    [Fact]
    public async Task Evidence_taken_back_is_gone_and_does_not_return()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        var viewed = Segment.Viewed("ann", "tent");
        await server.BatchAsync(viewed, Segment.Viewed("ann", "tent"), Segment.Viewed("ann", "lamp"));

        var removed = await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/tent");
        var again = await server.BatchAsync(viewed);

        Assert.Equal(2, removed.Json["removed"]!.GetValue<int>());
        Assert.Equal("duplicate=1", again.Header("Rapport-Refused"));
        Assert.Equal("lamp", Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray())!["item"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_hidden_item_is_gone_from_every_row_until_the_hide_is_taken_back()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        var question = new { surface = "cart", context = new { cart = new[] { "bowl" } } };

        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/hides", new { item = "spoon" });
        var hidden = await server.DecideAsync("ann", question);
        var held = (await server.EverythingAsync("ann")).Json["hidden"]!.AsArray();
        var unhide = await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/hides/spoon");
        var shown = await server.DecideAsync("ann", question);

        Assert.DoesNotContain("\"spoon\"", hidden["items"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("spoon", "Wooden spoon", "Kitchen > Spoons"), (held[0]!["item"]!.GetValue<string>(), held[0]!["title"]!.GetValue<string>(), held[0]!["topic"]!.GetValue<string>()));
        Assert.Equal(1, unhide.Json["removed"]!.GetValue<int>());
        Assert.Contains("\"spoon\"", shown["items"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gift_leaves_taste_untouched()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        var question = new { surface = "home", count = 6 };
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent", "lamp"));
        var before = await server.DecideAsync("ann", question);

        var tent = await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/gifts", new { item = "tent" });
        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/gifts", new { item = "lamp" });
        var asGifts = await server.DecideAsync("ann", question);
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/gifts/tent");
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/gifts/lamp");

        Assert.Equal(1, tent.Json["changed"]!.GetValue<int>());
        Assert.Equal("person", before["tier"]!.GetValue<string>());
        Assert.Equal("popular", asGifts["tier"]!.GetValue<string>());
        Assert.Equal(before["items"]!.ToJsonString(), (await server.DecideAsync("ann", question))["items"]!.ToJsonString());
    }

    [Fact]
    public async Task Forgetting_leaves_nothing_and_its_receipt_is_final_after_a_training_without_the_customer()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var without = (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["hash"]!.GetValue<string>();
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "bowl"));
        await server.TrainAsync();
        var with = (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["hash"]!.GetValue<string>();
        await server.DecideAsync("ann", new { surface = "home" });

        var forgotten = await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me");
        var everything = await server.EverythingAsync("ann");
        var pending = await server.SendAsync(HttpMethod.Get, "/v1/receipts/" + forgotten.Json["id"]!.GetValue<string>());
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.TrainAsync();
        var final = await server.SendAsync(HttpMethod.Get, "/v1/receipts/" + forgotten.Json["id"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.Accepted, forgotten.Status);
        Assert.Equal(0, everything.Json["total"]!.GetValue<int>());
        Assert.Empty(everything.Json["decisions"]!.AsArray());
        Assert.False(pending.Json["final"]!.GetValue<bool>());
        Assert.Equal(2, pending.Json["removed"]!["history"]!.GetValue<int>());
        Assert.True(final.Json["final"]!.GetValue<bool>());
        Assert.NotEqual(with, without);
        Assert.Equal((with, without), (final.Json["modelHashBefore"]!.GetValue<string>(), final.Json["modelHashAfter"]!.GetValue<string>()));
        await AssertSignedAsync(server, pending);
        await AssertSignedAsync(server, final);
    }

    [Fact]
    public async Task A_decision_that_used_nothing_of_a_customer_is_not_kept_under_her_name()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.ChooseAsync("ann", granted: false, "recommendations", "learning");

        await server.DecideAsync("ann", new { surface = "product", context = new { item = "tent" } });

        Assert.Empty((await server.EverythingAsync("ann")).Json["decisions"]!.AsArray());
        var forgotten = await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me");
        Assert.Equal(0, forgotten.Json["removed"]!["decisions"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_hide_without_a_yes_to_suggestions_is_not_said_to_be_kept()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "learning");

        var hidden = await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/hides", new { item = "tent" });

        Assert.False(hidden.Json["hidden"]!.GetValue<bool>());
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task Withdrawing_learning_opens_a_receipt()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent", "lamp"));

        var answer = await server.ChooseAsync("ann", granted: false, "learning");

        var note = Assert.Single(answer.Json["receipts"]!.AsArray())!;
        var receipt = await server.SendAsync(HttpMethod.Get, "/v1/receipts/" + note["id"]!.GetValue<string>());
        Assert.Equal(("withdrawal", false), (receipt.Json["kind"]!.GetValue<string>(), receipt.Json["final"]!.GetValue<bool>()));
        Assert.Equal(2, (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_shop_acts_for_a_customer_by_name_and_me_needs_a_token()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");

        var byName = await server.AsShopAsync(HttpMethod.Get, "/v1/customers/ann");
        var me = await server.AsShopAsync(HttpMethod.Get, "/v1/customers/me");
        var unknown = await server.SendAsync(HttpMethod.Get, "/v1/receipts/no-such-receipt");

        Assert.Equal(1, byName.Json["total"]!.GetValue<int>());
        Assert.Equal((HttpStatusCode.BadRequest, "me-needs-token"), (me.Status, me.Problem));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-receipt"), (unknown.Status, unknown.Problem));
    }

    /// <summary>Checks the signature as an outsider would: from the answer's text and the public key.</summary>
    private static async Task AssertSignedAsync(RunningServer server, Answer receipt)
    {
        var whole = receipt.Json.AsObject();
        var signature = Convert.FromBase64String(whole["signature"]!.GetValue<string>());
        whole.Remove("signature");
        var keys = await server.SendAsync(HttpMethod.Get, "/v1/keys");
        using var key = ECDsa.Create();
        key.ImportFromPem(keys.Json["keys"]![0]!["pem"]!.GetValue<string>());

        Assert.True(key.VerifyData(Canonical(whole), signature, HashAlgorithmName.SHA256));
        whole["removed"] = new JsonObject();
        Assert.False(key.VerifyData(Canonical(whole), signature, HashAlgorithmName.SHA256));
    }

    private static byte[] Canonical(JsonNode node)
    {
        static string Write(JsonNode? node) => node switch
        {
            JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"\"{member.Key}\":{Write(member.Value)}")) + "}",
            JsonArray values => "[" + string.Join(',', values.Select(Write)) + "]",
            null => "null",
            _ => node.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
        };
        return Encoding.UTF8.GetBytes(Write(node));
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(Crowd.Items);
        return server;
    }
}
