using Rapport.Core.Consent;
using Rapport.Core.Events;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Consent;

public sealed class ConsentGateTests
{
    private static readonly ConsentObject SaysYes = new(Purposes.Recommendations, Purposes.None);
    private static readonly ConsentObject SaysNo = new(Purposes.None, Purposes.Recommendations);

    [Fact]
    public void A_silent_ledger_denies() => Denies(DenyCode.NoConsent, Viewed("apron", Now), new ConsentLedger());

    [Fact]
    public void A_yes_permits_exactly_its_purpose()
    {
        var verdict = Permit(Viewed("apron", Now), Yes(Purposes.Learning));

        Assert.Equal(Purposes.Learning, Assert.IsType<Verdict.Allow>(verdict).Purposes);
    }

    [Fact]
    public void Withdrawn_consent_denies_new_events() =>
        Denies(DenyCode.NoConsent, Viewed("apron", Now), Ledger((ConsentChoice.Granted, -10), (ConsentChoice.Withdrawn, -1)));

    [Fact]
    public void An_event_from_before_the_yes_is_denied_although_it_arrives_after() =>
        Denies(DenyCode.NoConsent, Viewed("apron", Now.AddDays(-11)), Ledger((ConsentChoice.Granted, -10)));

    [Fact]
    public void An_event_from_before_the_withdrawal_is_denied_when_it_arrives_after() =>
        Denies(DenyCode.NoConsent, Viewed("apron", Now.AddDays(-5)), Ledger((ConsentChoice.Granted, -10), (ConsentChoice.Withdrawn, -1)));

    [Fact]
    public void An_event_stamped_before_a_withdrawal_that_was_written_first_is_denied()
    {
        var stamped = Viewed("apron", Now, arrived: Now);

        Denies(DenyCode.NoConsent, stamped, new ConsentLedger([Choice(Purposes.Recommendations, ConsentChoice.Granted, Now.AddDays(-1)), Choice(Purposes.Recommendations, ConsentChoice.Withdrawn, Now.AddSeconds(1))]));
    }

    [Fact]
    public void A_yes_expires_after_a_year() => Denies(DenyCode.NoConsent, Viewed("apron", Now), Ledger((ConsentChoice.Granted, -366)));

    [Fact]
    public void A_refusal_in_the_ledger_beats_a_yes_in_the_event() =>
        Denies(DenyCode.NoConsent, Viewed("apron", Now, SaysYes), Ledger((ConsentChoice.Refused, -10)));

    [Fact]
    public void A_no_in_the_event_beats_a_yes_in_the_ledger() => Denies(DenyCode.NoConsent, Viewed("apron", Now, SaysNo), Yes(Purposes.Recommendations));

    [Fact]
    public void A_yes_in_the_event_counts_where_the_ledger_is_silent_and_is_written_with_its_source()
    {
        var allow = Assert.IsType<Verdict.Allow>(Permit(Viewed("apron", Now, SaysYes), new ConsentLedger()));

        Assert.Equal(Purposes.Recommendations, allow.Purposes);
        Assert.Equal(ConsentSource.Event, Assert.Single(allow.ToLedger).Source);
    }

    [Fact]
    public void A_purpose_both_yes_and_no_in_the_event_is_a_no() =>
        Denies(DenyCode.NoConsent, Viewed("apron", Now, new ConsentObject(Purposes.All, Purposes.All)), new ConsentLedger());

    [Fact]
    public void What_happened_before_an_erasure_stays_out_and_a_new_yes_after_it_counts()
    {
        var erased = Now.AddDays(-1);

        Assert.Equal(new Verdict.Deny(DenyCode.Erased), ConsentGate.Permit(Viewed("apron", Now.AddDays(-2), SaysYes), new ConsentLedger(), erased, Assortment));
        Assert.IsType<Verdict.Allow>(ConsentGate.Permit(Viewed("apron", Now, SaysYes), new ConsentLedger(), erased, Assortment));
    }

    [Theory]
    [InlineData(25)]
    [InlineData(-366 * 24)]
    public void A_future_or_ancient_event_is_denied(int hours) => Denies(DenyCode.Time, Viewed("apron", Now.AddHours(hours)), Yes(Purposes.Recommendations));

    [Fact]
    public void A_clock_slightly_ahead_is_forgiven() => Assert.IsType<Verdict.Allow>(Permit(Viewed("apron", Now.AddHours(2)), Yes(Purposes.Recommendations)));

    [Fact]
    public void A_sensitive_item_is_not_stored_without_consent_to_its_topic() => Denies(DenyCode.Sensitive, Viewed("pill", Now), Yes(Purposes.Recommendations));

    [Fact]
    public void A_sensitive_item_with_consent_to_its_topic_is_kept_for_rows_on_the_site_only()
    {
        var ledger = new ConsentLedger([.. Yes(Purposes.Recommendations, Purposes.Learning).Entries, Choice(Purposes.Recommendations, ConsentChoice.Granted, Now.AddDays(-9), "S1"), Choice(Purposes.Learning, ConsentChoice.Granted, Now.AddDays(-9), "S1")]);

        var line = Assert.Single(Assert.IsType<Verdict.Allow>(Permit(Viewed("pill", Now), ledger)).Lines);

        Assert.Equal(Purposes.Recommendations, line.Purposes);
    }

    [Fact]
    public void An_item_nobody_can_class_is_refused() => Denies(DenyCode.UnknownItem, Viewed("never-heard-of", Now), Yes(Purposes.Recommendations));

    [Fact]
    public void An_order_keeps_its_ordinary_lines_and_loses_its_sensitive_ones()
    {
        var order = Viewed("apron", Now) with { Kind = EventKind.OrderCompleted, Lines = [new(new ItemId("apron"), 1, 100), new(new ItemId("pill"), 1, 100)] };

        var line = Assert.Single(Assert.IsType<Verdict.Allow>(Permit(order, Yes(Purposes.Recommendations))).Lines);

        Assert.Equal("apron", line.Line.Item.Value);
    }

    [Fact]
    public void Search_words_of_a_sensitive_topic_are_not_kept() =>
        Denies(DenyCode.Sensitive, Viewed("apron", Now) with { Kind = EventKind.ProductsSearched, Lines = [], Text = "pregnancy test" }, Yes(Purposes.Recommendations));

    private static ConsentLedger Ledger(params (ConsentChoice Choice, int Days)[] choices) =>
        new(choices.Select(entry => Choice(Purposes.Recommendations, entry.Choice, Now.AddDays(entry.Days))));

    private static Verdict Permit(Event happened, ConsentLedger ledger) => ConsentGate.Permit(happened, ledger, erasedAt: null, Assortment);

    private static void Denies(DenyCode code, Event happened, ConsentLedger ledger) => Assert.Equal(new Verdict.Deny(code), Permit(happened, ledger));
}
