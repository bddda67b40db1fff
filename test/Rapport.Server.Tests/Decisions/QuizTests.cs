using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class QuizTests
{
    private static readonly object Taste = Question("taste", "Where do you spend your free days?", Answer("out", "Outdoors", ["Outdoor"]), Answer("in", "In the kitchen", ["Kitchen"]));

    [Fact]
    public async Task S065_quiz_answers_alone_give_a_new_person_other_than_popular_items_with_their_reason()
    {
        await using var server = await AskingAsync();
        await server.GrantAsync("eve", "recommendations");
        var before = await server.DecideAsync("eve", new { surface = "home", count = 4 });

        var kept = await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "in"));
        var after = await server.DecideAsync("eve", new { surface = "home", count = 4 });

        Assert.Equal(1, kept.Json["kept"]!.GetValue<int>());
        Assert.Equal(("popular", "person"), (before["tier"]!.GetValue<string>(), after["tier"]!.GetValue<string>()));
        var personal = after["items"]!.AsArray().Where(item => item!["tier"]!.GetValue<string>() == "person").ToList();
        Assert.True(personal.Count >= 2);
        Assert.All(personal, item => Assert.Contains(item!["id"]!.GetValue<string>(), new[] { "bowl", "spoon", "scale", "whisk", "rare" }));
        var reason = personal[0]!["reason"]!;
        Assert.Equal(("Because you answered: In the kitchen.", "stated", "recommendations"), (reason["text"]!.GetValue<string>(), reason["source"]!.GetValue<string>(), reason["purpose"]!.GetValue<string>()));
        Assert.Equal("quiz:taste", reason["evidence"]![0]!["item"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_answer_is_in_my_data_for_suggestions_alone_and_can_be_taken_back()
    {
        await using var server = await AskingAsync();
        await server.GrantAsync("eve", "recommendations", "learning", "email", "measurement");
        await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "out"));
        await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "in"));

        var line = Assert.Single((await server.EverythingAsync("eve")).Json["history"]!.AsArray())!;
        Assert.Equal(("quizAnswered", "taste=in", "stated"), (line["kind"]!.GetValue<string>(), line["text"]!.GetValue<string>(), line["provenance"]!.GetValue<string>()));
        Assert.Equal("[\"recommendations\"]", line["purposes"]!.ToJsonString());

        // By the name the reason gave it, as with any evidence.
        var removed = await server.AsCustomerAsync("eve", HttpMethod.Delete, "/v1/customers/me/items/quiz:taste");
        Assert.Equal(1, removed.Json["removed"]!.GetValue<int>());
        Assert.Equal("popular", (await server.DecideAsync("eve", new { surface = "home", count = 4 }))["tier"]!.GetValue<string>());

        await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "in"));
        Assert.Equal(1, (await server.AsCustomerAsync("eve", HttpMethod.Delete, "/v1/customers/me/quiz")).Json["removed"]!.GetValue<int>());
        Assert.Empty((await server.EverythingAsync("eve")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task Without_a_yes_to_suggestions_no_answer_is_kept()
    {
        await using var server = await AskingAsync();
        await server.GrantAsync("eve", "learning");

        Assert.Equal(0, (await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "in"))).Json["kept"]!.GetValue<int>());
        Assert.Empty((await server.EverythingAsync("eve")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task Anybody_reads_the_questions_in_their_language_and_only_the_shop_writes_them()
    {
        await using var server = await AskingAsync();

        var german = await server.SendAsync(HttpMethod.Get, "/v1/quiz?tenant=demo&language=de");
        var written = await server.AsCustomerAsync("eve", HttpMethod.Put, "/v1/quiz", new { questions = Array.Empty<object>() });

        Assert.Equal("de: In the kitchen", german.Json["questions"]![0]!["answers"]![1]!["text"]!.GetValue<string>());
        Assert.DoesNotContain("Kitchen\"", german.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, written.Status);
        Assert.Equal("unknown-answer", (await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "none"))).Problem);
    }

    [Theory]
    [InlineData("Do you need a pregnancy test?", "Kitchen")]
    [InlineData("What do you need?", "Pharmacy")]
    public async Task A_question_about_a_sensitive_topic_is_refused_with_the_way_out(string words, string category)
    {
        await using var server = await AskingAsync();

        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/quiz", new { questions = new[] { Taste, Question("touchy", words, Answer("a", "Yes", [category]), Answer("b", "No", [])) } });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "sensitive-quiz"), (answer.Status, answer.Problem));
        Assert.Contains("'touchy'", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single((await server.SendAsync(HttpMethod.Get, "/v1/quiz?tenant=demo")).Json["questions"]!.AsArray());
    }

    [Fact]
    public async Task A_question_whose_items_become_sensitive_later_is_neither_asked_nor_answered_nor_used()
    {
        await using var server = await AskingAsync();
        await server.GrantAsync("eve", "recommendations");
        await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "in"));

        await server.AsShopAsync(HttpMethod.Put, "/v1/items", new { items = new[] { new { id = "late", title = "Late", category = "Outdoor > Care", price = "1.00", @class = "S2" } } });

        Assert.Empty((await server.SendAsync(HttpMethod.Get, "/v1/quiz?tenant=demo")).Json["questions"]!.AsArray());
        Assert.Equal("unknown-answer", (await server.AsCustomerAsync("eve", HttpMethod.Post, "/v1/customers/me/quiz", Says("taste", "out"))).Problem);
        Assert.Equal("popular", (await server.DecideAsync("eve", new { surface = "home", count = 4 }))["tier"]!.GetValue<string>());
    }

    [Fact]
    public async Task S065_a_wish_alone_gives_other_than_popular_items_with_its_reason()
    {
        await using var server = await AskingAsync();
        await server.GrantAsync("eve", "recommendations");
        await server.BatchAsync(Segment.Track("eve", "Product Added to Wishlist", new { product_id = "tent" }));

        var answer = await server.DecideAsync("eve", new { surface = "home", count = 4 });

        var first = answer["items"]![0]!;
        Assert.Equal(("person", "Because you wished for Two-person tent.", "stated"), (first["tier"]!.GetValue<string>(), first["reason"]!["text"]!.GetValue<string>(), first["reason"]!["source"]!.GetValue<string>()));
    }

    private static async Task<RunningServer> AskingAsync()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var stored = await server.AsShopAsync(HttpMethod.Put, "/v1/quiz", new { questions = new[] { Taste } });
        Assert.Equal(HttpStatusCode.OK, stored.Status);
        return server;
    }

    private static object Question(string id, string text, params object[] answers) => new { id, text = new { en = text, de = "de: " + text }, answers };

    private static object Answer(string id, string text, string[] categories) => new { id, text = new { en = text, de = "de: " + text }, categories };

    private static JsonObject Says(string question, string answer) => new() { ["answers"] = new JsonArray(new JsonObject { ["question"] = question, ["answer"] = answer }) };
}
