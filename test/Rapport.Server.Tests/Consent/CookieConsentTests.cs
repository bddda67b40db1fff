using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Consent;

/// <summary>The four members that a CookieConsent dialog sends, and what they mean here.</summary>
public sealed class CookieConsentTests
{
    [Fact]
    public async Task A_choice_in_the_dialog_is_a_choice_here_with_the_words_in_force()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await SendAsync(server, "custom", ["necessary", "recommendations", "analytics"], ["email"]);

        Assert.Equal((HttpStatusCode.OK, "necessary,analytics"), (answer.Status, answer.Header("Rapport-Ignored")));
        Assert.Equal([("recommendations", "granted"), ("email", "refused")], (await ChoicesAsync(server)).Where(choice => choice.Choice != "none"));
        var entry = (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["entries"]!.AsArray()[0]!;
        Assert.Equal(("recommendations/1", "cookie-consent", "customer"), (entry["textVersion"]!.GetValue<string>(), entry["surface"]!.GetValue<string>(), entry["source"]!.GetValue<string>()));
        Assert.False(server.IsOnDisk("consent-1"));
    }

    [Fact]
    public async Task The_same_choice_sent_again_does_not_undo_what_was_chosen_since_and_a_new_one_does()
    {
        await using var server = await RunningServer.StartAsync();
        await SendAsync(server, "all", ["recommendations"], []);
        await server.ChooseAsync("ann", granted: false, "recommendations");

        await SendAsync(server, "all", ["recommendations"], []);
        var replayed = await ChoicesAsync(server);
        await SendAsync(server, "necessary", [], ["recommendations"]);
        await SendAsync(server, "all", ["recommendations"], []);

        Assert.Contains(("recommendations", "withdrawn"), replayed);
        Assert.Contains(("recommendations", "granted"), await ChoicesAsync(server));
    }

    [Fact]
    public async Task It_takes_no_word_from_nobody_and_not_for_somebody_else()
    {
        await using var server = await RunningServer.StartAsync();
        var body = new { consentId = "c", acceptType = "all", acceptedCategories = new[] { "recommendations" }, rejectedCategories = Array.Empty<string>() };

        Assert.Equal("no-credentials", (await server.SendAsync(HttpMethod.Post, "/v1/consents/cookieconsent", body)).Problem);
        Assert.Equal("other-customer", (await server.AsCustomerAsync("bob", HttpMethod.Post, "/v1/consents/cookieconsent?customer=ann", body)).Problem);
        Assert.Equal("invalid-value", (await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/consents/cookieconsent", body with { acceptType = "some" })).Problem);
        Assert.All(await ChoicesAsync(server), choice => Assert.Equal("none", choice.Choice));
    }

    private static Task<Answer> SendAsync(RunningServer server, string type, string[] accepted, string[] rejected) =>
        server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/consents/cookieconsent", new { consentId = "consent-1", acceptType = type, acceptedCategories = accepted, rejectedCategories = rejected, revision = 0 });

    private static async Task<IReadOnlyList<(string Purpose, string Choice)>> ChoicesAsync(RunningServer server) =>
        [.. (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["purposes"]!.AsArray().Select(state => (state!["id"]!.GetValue<string>(), state["state"]!.GetValue<string>()))];
}
