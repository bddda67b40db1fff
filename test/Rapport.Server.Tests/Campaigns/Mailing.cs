using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Campaigns;

/// <summary>A shop that sends mails, and the people it sends them to.</summary>
internal static class Mailing
{
    public static readonly TestItem[] Care =
    [
        new("cream", "Day cream", "Care > Skin"), new("serum", "Serum", "Care > Skin"), new("mask", "Face mask", "Care > Skin"),
        new("tonic", "Tonic", "Care > Skin"), new("lotion", "Lotion", "Care > Skin"), new("balm", "Balm", "Care > Skin"),
        new("kit", "Shaving kit", "Care > Shaving"), new("razor", "Razor", "Care > Shaving"),
    ];

    public static readonly object Plain = new { en = new { subject = "News from {{ shop.name }}", text = "Hello,\n{% for item in items %}- {{ item.title }}: {{ item.reason }}\n{% endfor %}{% if offer %}{{ offer.text }}: {{ offer.code }}{% endif %}\n" } };

    public static readonly object NeverQuiet = new { from = 0, until = 0 };

    public static Task<RunningServer> ShopAsync(int port, DkimSettings? dkim = null) => RunningServer.StartAsync(tenant => tenant with
    {
        Mail = new MailSettings { Host = "127.0.0.1", Port = port, From = "shop@shop.example", CentreUrl = "https://shop.example/privacy", ServerUrl = "https://rapport.shop.example", Dkim = dkim },
    });

    /// <summary>People who said yes to mail and suggestions and bought some things, long enough ago for rule T4.</summary>
    public static async Task<string[]> PeopleAsync(RunningServer server, string name, int count, params string[] bought)
    {
        string[] people = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"))];
        foreach (var person in people)
            await server.GrantAsync(person, "recommendations", "email");
        foreach (var some in people.Chunk(100).Where(_ => bought.Length > 0))
            await server.BatchAsync([.. some.Select(person => Segment.Ordered(person, "o-" + person, bought).At(server.Clock.GetUtcNow()))]);
        server.Clock.Advance(TimeSpan.FromDays(3));
        return people;
    }

    public static async Task<JsonNode> PutAsync(RunningServer server, string id, object campaign)
    {
        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/campaigns/" + id, campaign);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public static async Task<JsonNode> PreviewAsync(RunningServer server, string id)
    {
        var answer = await server.AsShopAsync(HttpMethod.Post, $"/v1/campaigns/{id}/preview");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public static Task<Answer> TrySendAsync(RunningServer server, string id, params string[] people) =>
        server.AsShopAsync(HttpMethod.Post, $"/v1/campaigns/{id}/send", new { recipients = people.Select(person => new { customer = person, address = person + "@customers.example" }) });

    public static async Task<JsonNode> SendAsync(RunningServer server, string id, params string[] people)
    {
        var answer = await TrySendAsync(server, id, people);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}
