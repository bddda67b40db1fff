using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Catalogue;

public sealed class ItemTests
{
    private const string Track = """
        {"id":"song","title":"Song","category":"Music > Folk","price":"1.29","currency":"EUR","inStock":true,"url":null,"imageUrl":null,"brand":"Label","ageGroup":"adult","gender":"unisex",
         "consumable":false,"class":null,"description":"A song.","groupId":"song-all","creator":"Singer","series":"Album","seriesPosition":3,"durationSeconds":213,"publishedOn":"2026-02-28","loyaltyTier":"gold","color":"blue","size":"M","sizeSystem":"EU"}
        """;

    [Fact]
    public async Task An_item_is_read_back_as_it_was_stored_also_after_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var stored = await server.AsShopAsync(HttpMethod.Put, "/v1/items", $$"""{"items":[{{Track}}]}""");
        Assert.Equal((HttpStatusCode.OK, 1), (stored.Status, stored.Json["stored"]!.GetValue<int>()));

        await using var again = await server.RestartAsync();
        var read = (await again.AsShopAsync(HttpMethod.Get, "/v1/items/song")).Json;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Track), read), read.ToJsonString());
    }

    [Theory]
    [InlineData("description", "")]
    [InlineData("groupId", "\"\"")]
    [InlineData("seriesPosition", "-1")]
    [InlineData("durationSeconds", "-1")]
    [InlineData("loyaltyTier", "\"\"")]
    public async Task What_an_item_cannot_be_is_named(string member, string value)
    {
        await using var server = await RunningServer.StartAsync();
        var given = value.Length > 0 ? value : $"\"{new string('x', 5_001)}\"";

        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/items", $$"""{"items":[{"id":"a","title":"A","category":"","price":"1","{{member}}":{{given}}}]}""");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value", $"$.items[0].{member}"), (answer.Status, answer.Problem, answer.Json["member"]!.GetValue<string>()));
    }
}
