using Bunit;
using Rapport.Console.Decisions;
using Rapport.Console.Events;
using Rapport.Core.Decisions;
using Rapport.Core.Events;

namespace Rapport.Console.Tests;

/// <summary>What an operator reads of fields, of what they are good for, and of how fast answers are.</summary>
public sealed class FieldsTests : ConsoleTestBase
{
    [Fact]
    public void S049_every_field_stands_with_its_benefit_and_one_without_use_for_90_days_is_flagged()
    {
        var young = Open(typeof(EventsPage));
        Assert.Equal(SignalCatalogue.All.Sum(signal => signal.Fields.Length), young.FindAll(".fields-kept th[scope=row]").Count);
        Assert.Contains("Suggestions fit what you own, and do not offer it again.", TextOf(young), StringComparison.Ordinal);
        Assert.Empty(young.FindAll(".fields-kept .tone-amber"));

        Shop.Clock.Advance(TimeSpan.FromDays(FieldUses.IdleDays));
        Shop.Figures.Uses.Kept(OpenShop.Tenant, EventKind.ProductsSearched);
        Shop.Figures.Uses.Listed(OpenShop.Tenant);

        var old = Open(typeof(EventsPage));
        Assert.Equal(SignalCatalogue.All.Sum(signal => signal.Fields.Length) - 3, old.FindAll(".fields-kept .tone-amber").Count);
        Assert.Contains("fields were of no use for 90 days", TextOf(old), StringComparison.Ordinal);
        Assert.Contains("\"views\"", TextOf(old), StringComparison.Ordinal);
        Assert.DoesNotContain("\"searches\"", TextOf(old), StringComparison.Ordinal);
    }

    [Fact]
    public void S090_a_signal_that_is_switched_off_says_so_and_is_no_longer_flagged()
    {
        Shop.Clock.Advance(TimeSpan.FromDays(FieldUses.IdleDays));
        Shop.Shops.Swap(OpenShop.Tenant, shop => shop with { Switches = SignalSwitches.Off(["views", "carts.price"]) });

        var page = Open(typeof(EventsPage));

        Assert.Equal(2, TextsOf(page, ".fields-kept .pill").Count(mark => mark == "switched off"));
        Assert.DoesNotContain("\"views\"", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S049_the_time_of_95_of_100_answers_stands_beside_its_target()
    {
        var young = Open(typeof(DecisionsPage));
        Assert.Contains("Not enough data yet (1 of 200)", TextsOf(young, ".stat .note"));
        Assert.Contains("100 ms", TextsOf(young, ".stat .value"));
        for (var i = 1; i < AnswerSpeed.FewestAnswers; i++)
            await Shop.AskAsync(Xunit.TestContext.Current.CancellationToken);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));

        // The shop's clock stands still while it answers.
        var page = Open(typeof(DecisionsPage));
        Assert.Equal("0 ms", TextsOf(page, ".stat .value")[0]);
        Assert.Equal(["Within the target."], TextsOf(page, ".alert.tone-moss"));
    }
}
