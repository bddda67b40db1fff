using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Audit;
using Rapport.Console.Breaches;
using Rapport.Console.Requests;
using Rapport.Console.Texts;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.House;

namespace Rapport.Console.Tests;

/// <summary>Staff at work on requests, breaches and the audit.</summary>
public sealed class StaffPagesTests : ConsoleTestBase
{
    private static readonly ConsoleTexts English = ConsoleTexts.In("en");

    [Fact]
    public async Task S017_an_erasure_shows_its_plan_first_then_its_evidence_with_the_search_for_what_is_left()
    {
        var page = Open(typeof(RequestsPage));
        await page.Find("#request-customer").ChangeAsync(OpenShop.CustomerName);
        await SaysAsync(page, English["requests.plan.show"]);

        await page.Find(".asking button.primary").ClickAsync();
        await SaysAsync(page, "What would go Entries of history 1 Choices 2 Answers in the log 1");
        Assert.NotEmpty((await Shop.Store.Customers.ReadAsync(OpenShop.Tenant, CustomerId.Known(OpenShop.CustomerName), default)).History);

        await page.Find("button.danger").ClickAsync();
        await SaysAsync(page, "Done: Erasure: be forgotten");
        await SaysAsync(page, "Searched for what is left 2026-11-23 12:00 UTC Store 0, Keys 0, Decision log 0, Caches 0, Models 0, Files of the house 0, Copies of the key store 0 Nothing left");
        Assert.Empty((await Shop.Store.Customers.ReadAsync(OpenShop.Tenant, CustomerId.Known(OpenShop.CustomerName), default)).History);
        Assert.DoesNotContain(OpenShop.CustomerName, page.Markup, StringComparison.Ordinal);
        Assert.Equal([("customer.read", "plan-erasure"), ("request.open", "Erase"), ("customer.change", "Erase")], (await Shop.AuditAsync()).Select(line => (line.Action, line.Detail)));
        Assert.All(await Shop.AuditAsync(), line => Assert.Equal(("key:first", 1), (line.Actor, line.People)));
    }

    [Fact]
    public async Task A_letter_is_noted_with_its_clock_extended_with_a_reason_and_done_for_her_alone_it_is_of()
    {
        var page = Open(typeof(RequestsPage));
        await page.Find("#request-right").ChangeAsync(nameof(Right.Restrict));
        await page.Find("#request-received").ChangeAsync("2026-11-01");
        await page.Find("#request-customer").ChangeAsync(OpenShop.CustomerName);
        await page.FindAll(".asking button.quiet").First(button => button.TextContent == English["requests.note"]).ClickAsync();
        await SaysAsync(page, "The clock runs until 2026-12-01 00:00 UTC.");
        await SaysAsync(page, "7 days left");

        await page.Find(".request .extend").ClickAsync();
        await SaysAsync(page, "Extend to 2027-02-01 00:00 UTC");
        await page.Find(".request .reason .primary").ClickAsync();
        await SaysAsync(page, "Due 2027-02-01 00:00 UTC");
        await SaysAsync(page, "Extended 2026-11-23 12:00 UTC · The request is complex");
        Assert.Empty(page.FindAll(".request .extend"));

        await page.Find(".request .do").ClickAsync();
        await page.Find("#request-customer").ChangeAsync("somebody-else@example.org");
        await page.Find(".asking button.primary").ClickAsync();
        await SaysAsync(page, English["requests.mistake.other-customer"]);
        await page.Find("#request-customer").ChangeAsync(OpenShop.CustomerName);
        await page.Find(".asking button.primary").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Fulfilled", TextsOf(page, ".request .pill")));
    }

    [Fact]
    public async Task Who_may_not_export_hands_nothing_over_and_whose_role_ended_is_at_the_door()
    {
        Shop.May = Permissions.Figures | Permissions.Customers;
        var page = Open(typeof(RequestsPage));
        await page.Find("#request-right").ChangeAsync(nameof(Right.Access));
        await SaysAsync(page, English["requests.export.needed"]);
        Assert.Empty(page.FindAll("form[action=archive]"));

        await page.Find("#request-right").ChangeAsync(nameof(Right.Restrict));
        await page.Find("#request-customer").ChangeAsync(OpenShop.CustomerName);
        Shop.May = Permissions.Figures;
        await page.Find(".asking button.primary").ClickAsync();

        Assert.EndsWith("/enter", Browser.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(await Shop.AuditAsync());
    }

    [Fact]
    public async Task S019_a_drill_runs_its_clock_drafts_its_notice_and_names_whom_it_concerns_to_who_may_know()
    {
        var page = Open(typeof(BreachesPage));
        await page.Find("#breach-since").ChangeAsync("2026-11-24T00:00:00");
        await page.Find(".drill").ClickAsync();
        await SaysAsync(page, English["breaches.mistake"]);
        await page.Find("#breach-since").ChangeAsync("2026-11-22T00:00:00");
        await page.Find(".drill").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal(["Drill", "To be reported"], TextsOf(page, ".stack .pill")));
        await SaysAsync(page, "Left of 72 hours 72 hours Authority told by 2026-11-26 12:00 UTC");

        await page.Find(".notice").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal("en: store lay open.", page.Find(".letter").TextContent));
        await page.Find(".named").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.StartsWith(OpenShop.CustomerName, Assert.Single(TextsOf(page, ".names li")), StringComparison.Ordinal));
        await page.Find(".told").ClickAsync();
        await SaysAsync(page, "Reported in time");

        Assert.Equal([("breach.drill", 0), ("breach.affected", 1), ("breach.reported", 0)], (await Shop.AuditAsync()).Select(line => (line.Action, line.People)));
        Shop.May = Permissions.Figures;
        var viewer = Open(typeof(BreachesPage));
        Assert.Empty(viewer.FindAll(".named, .told, .drill"));
    }

    [Fact]
    public async Task The_audit_shows_who_did_what_raises_the_alarm_and_is_walked_with_its_time()
    {
        await Shop.Store.Audit.AppendAsync(new AuditEntry("key:web", "customer.read", OpenShop.Tenant, CustomerId.Known(OpenShop.CustomerName), 1, "access"), default);
        await Shop.Store.Audit.AppendAsync(new AuditEntry("bo", "breach.affected", OpenShop.Tenant, People: 101), default);

        var page = Open(typeof(AuditPage));
        await SaysAsync(page, "2026-11-23 12:00 UTC: bo looked at 101 people within a minute.");
        await SaysAsync(page, "Read a customer's data customer ");
        Assert.DoesNotContain("anna", page.Markup, StringComparison.Ordinal);

        await page.FindAll(".mud-button-root").Single(button => button.TextContent.Trim() == English["audit.verify"]).ClickAsync();
        await SaysAsync(page, "All 3 lines of the house hold. Walked in ");
        await SaysAsync(page, "Walked this chain holds key:first");
    }

    /// <summary>Waits until the page says it; where a line breaks does not matter.</summary>
    private static Task SaysAsync(IRenderedComponent<DynamicComponent> page, string text) =>
        page.WaitForAssertionAsync(() => Assert.True(Packed(page.Nodes.Aggregate("", (all, node) => all + node.TextContent)).Contains(Packed(text), StringComparison.Ordinal), $"'{text}' is not in: {TextOf(page)}"));

    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
