using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Boundary;

/// <summary>No answer about a person carries a price, a discount or anything else that could be hers alone.</summary>
public sealed class PriceTests
{
    private static readonly string[] Money = ["price", "discount", "coupon", "offer", "currency", "total", "fee"];

    [Fact]
    public async Task S036_the_same_item_has_the_same_price_whoever_asks()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var answers = new List<JsonNode>();
        foreach (var surface in (string[])["home", "product", "cart", "checkout"])
        {
            var question = new { surface, context = new { item = "tent", cart = new[] { "lamp" } } };
            answers.Add(await server.DecideAsync("crowd-0", question));
            answers.Add(await server.DecideAsync("crowd-1", question));
            answers.Add((await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { tenant = "demo", surface, context = question.context })).Json);
        }

        Assert.Contains(answers, answer => answer["items"]!.AsArray().Count > 0);
        Assert.Contains(answers, answer => answer["tier"]!.GetValue<string>() == "person");
        Assert.All(answers, answer => Assert.DoesNotContain(MembersOf(answer), member => Money.Any(word => member.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    private static IEnumerable<string> MembersOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => MembersOf(member.Value).Prepend(member.Key)),
        JsonArray values => values.SelectMany(MembersOf),
        _ => [],
    };
}
