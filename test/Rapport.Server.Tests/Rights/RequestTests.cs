using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rapport.Server.Rights;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class RequestTests
{
    private static readonly string[] All = ["access", "export", "correct", "deleteInference", "restrict", "unrestrict", "objection", "optOut", "anonymise", "erase"];

    [Theory]
    [InlineData("gdpr")]
    [InlineData("ccpa")]
    public async Task S017_each_right_finishes_with_evidence_before_its_due_date(string regime)
    {
        await using var server = await ShopAsync();
        var ids = new List<string>();
        foreach (var right in All)
        {
            await server.GrantAsync("ann", "recommendations", "learning");
            await server.BatchAsync(Segment.Ordered("ann", "o-" + right, "lamp", "mat"));
            var noted = await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right, regime, customer = "ann", onlyNote = true });
            Assert.Equal((HttpStatusCode.Created, "open", false), (noted.Status, Text(noted.Json, "status"), noted.Json["overdue"]!.GetValue<bool>()));
            ids.Add(Text(noted.Json, "id"));
            // A week of waiting, so that the clocks are asked something.
            server.Clock.Advance(TimeSpan.FromDays(7));
            var done = await server.AsShopAsync(HttpMethod.Post, $"/v1/requests/{ids[^1]}/do", new { customer = "ann", item = "lamp", quantity = 2, topic = "Camping > Light" });
            Assert.Equal(HttpStatusCode.OK, done.Status);
            Assert.True(HoldsItsSignature(server, done.Json));
            // The batch comes every day.
            await server.TrainAsync();
        }

        foreach (var id in ids)
        {
            var request = (await server.AsShopAsync(HttpMethod.Get, "/v1/requests/" + id)).Json;
            Assert.Equal(("fulfilled", false), (Text(request, "status"), request["overdue"]!.GetValue<bool>()));
            Assert.True(request["finishedAt"]!.GetValue<DateTimeOffset>() < request["dueAt"]!.GetValue<DateTimeOffset>());
            Assert.Equal("received", Text(request["steps"]![0]!, "code"));
            Assert.Equal("fulfilled", Text(request["steps"]!.AsArray()[^1]!, "code"));
        }

        var all = (await server.AsShopAsync(HttpMethod.Get, "/v1/requests")).Json;
        Assert.Equal((0, 0, All.Length), (all["open"]!.GetValue<int>(), all["overdue"]!.GetValue<int>(), all["requests"]!.AsArray().Count));
    }

    [Fact]
    public async Task What_is_not_done_in_time_is_overdue_and_an_extension_is_told_in_the_first_period_or_never()
    {
        await using var server = await ShopAsync();
        async Task<JsonNode> NoteAsync(string right, string regime) => (await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right, regime, customer = "ann", onlyNote = true })).Json;
        var (erase, access, optOut) = (await NoteAsync("erase", "gdpr"), await NoteAsync("access", "gdpr"), await NoteAsync("optOut", "ccpa"));
        var received = erase["receivedAt"]!.GetValue<DateTimeOffset>();
        Task<Answer> ExtendAsync(JsonNode request) => server.AsShopAsync(HttpMethod.Post, $"/v1/requests/{Text(request, "id")}/extend", new { reason = "many-requests" });

        var extended = await ExtendAsync(erase);
        var twice = await ExtendAsync(erase);
        var never = await ExtendAsync(optOut);
        server.Clock.Advance(TimeSpan.FromDays(32));
        var late = await ExtendAsync(access);
        var all = (await server.AsShopAsync(HttpMethod.Get, "/v1/requests")).Json;

        Assert.Equal((received.AddMonths(1), received.AddMonths(3)), (erase["dueAt"]!.GetValue<DateTimeOffset>(), extended.Json["dueAt"]!.GetValue<DateTimeOffset>()));
        Assert.Equal(["request-closed", "request-closed", "request-closed"], new[] { twice.Problem, never.Problem, late.Problem });
        Assert.Equal((3, 2), (all["open"]!.GetValue<int>(), all["overdue"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a/b?c=d&e#f")]
    [InlineData("'; DROP TABLE customers; --")]
    [InlineData("👩‍👩‍👧‍👦 Ünï\u202Ecödé\0")]
    [InlineData("long")]
    public async Task Whatever_a_customer_is_called_every_right_has_an_answer(string name)
    {
        await using var server = await ShopAsync();
        var customer = name == "long" ? new string('x', 5_000) : name;
        foreach (var anonymous in new[] { false, true })
        {
            foreach (var right in All)
            {
                var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right, customer, anonymous, item = "lamp", quantity = 1, topic = "nothing" });
                Assert.Equal(HttpStatusCode.Created, answer.Status);
            }

            var listed = await server.AsShopAsync(HttpMethod.Get, $"/v1/requests?customer={Uri.EscapeDataString(customer)}&anonymous={anonymous}");
            Assert.Equal(All.Length, listed.Json["requests"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_restriction_keeps_everything_and_uses_nothing_until_it_is_lifted()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent"));
        var held = (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count;
        var question = new { surface = "home", count = 6 };

        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/requests", new { right = "restrict" });
        var resting = await server.DecideAsync("ann", question);
        var refused = await server.BatchAsync(Segment.Viewed("ann", "lamp"));
        var kept = (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count;
        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/requests", new { right = "unrestrict" });
        var lifted = await server.DecideAsync("ann", question);

        Assert.Equal("popular", Text(resting, "tier"));
        Assert.Equal("no-consent=1", refused.Header("Rapport-Refused"));
        Assert.Equal(held, kept);
        Assert.Equal("person", Text(lifted, "tier"));
    }

    [Fact]
    public async Task An_erasure_is_planned_before_and_searched_for_after()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "lamp", "mat"));

        var plan = await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/requests/plan");
        var erased = (await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/requests", new { right = "erase" })).Json;

        Assert.Equal((2, 1), (plan.Json["removes"]!["history"]!.GetValue<int>(), plan.Json["removes"]!["consents"]!.GetValue<int>()));
        var scan = erased["steps"]!.AsArray().Single(step => Text(step!, "code") == "residue-scan")!["counts"]!.AsObject();
        Assert.Equal(["store", "keys", "decisionLog", "caches", "models", "logs", "backups"], scan.Select(place => place.Key));
        Assert.All(scan, place => Assert.Equal(0, place.Value!.GetValue<int>()));
        Assert.Equal("finishing", Text(erased, "status"));
    }

    [Fact]
    public async Task A_request_is_its_customers_and_names_nobody()
    {
        await using var server = await ShopAsync();
        var request = (await server.AsCustomerAsync("ann-of-oslo", HttpMethod.Post, "/v1/requests", new { right = "access" })).Json;
        var id = Text(request, "id");

        var hers = await server.AsCustomerAsync("ann-of-oslo", HttpMethod.Get, "/v1/requests/" + id);
        var bobs = await server.AsCustomerAsync("bob", HttpMethod.Get, "/v1/requests/" + id);
        var elsewhere = await server.SendAsync(HttpMethod.Get, "/v1/requests/" + id, bearer: server.OtherKeys.SecretKey);

        Assert.DoesNotContain("ann-of-oslo", hers.Text, StringComparison.Ordinal);
        Assert.Equal(["unknown-request", "unknown-request"], new[] { bobs.Problem, elsewhere.Problem });
        Assert.False(server.IsOnDisk("ann-of-oslo"));
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp", "Camping > Light"), new TestItem("mat", "Mat", "Camping > Sleeping"));
        return server;
    }

    private static bool HoldsItsSignature(RunningServer server, JsonNode answer)
    {
        var signed = answer.DeepClone().AsObject();
        signed.Remove("signature");
        signed.Remove("data");
        using var key = ECDsa.Create();
        key.ImportFromPem(Text(JsonNode.Parse(server.Http.GetStringAsync("/v1/keys").GetAwaiter().GetResult())!["keys"]![0]!, "pem"));
        return key.VerifyData(CanonicalJson.Bytes(signed), Convert.FromBase64String(Text(answer, "signature")), HashAlgorithmName.SHA256);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
