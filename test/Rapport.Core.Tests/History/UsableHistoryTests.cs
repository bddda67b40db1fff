using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.History;

public sealed class UsableHistoryTests
{
    [Fact]
    public void Data_kept_for_another_purpose_is_not_read() =>
        Assert.Empty(Usable(Yes(Purposes.Recommendations, Purposes.Learning), Line(EventKind.OrderCompleted, "apron", 1, Purposes.Learning)).Lines);

    [Fact]
    public void Data_kept_for_the_purpose_is_not_read_once_the_yes_is_gone() =>
        Assert.Empty(Usable(Yes(Purposes.Learning), Line(EventKind.OrderCompleted, "apron", 1)).Lines);

    [Fact]
    public void What_is_older_than_the_retention_is_not_read() =>
        Assert.Empty(Usable(Yes(Purposes.Recommendations), Line(EventKind.OrderCompleted, "apron", 366)).Lines);

    [Fact]
    public void An_item_that_became_sensitive_is_not_read() =>
        Assert.Empty(Usable(Yes(Purposes.Recommendations), Line(EventKind.OrderCompleted, "pill", 1)).Lines);

    [Fact]
    public void A_visit_ends_after_half_an_hour_of_nothing()
    {
        var minute = 1 / 1440.0;
        var usable = Usable(Yes(Purposes.Recommendations), Line(EventKind.ProductViewed, "apron", 100 * minute), Line(EventKind.ProductViewed, "cup", 50 * minute), Line(EventKind.ProductViewed, "cup2", 25 * minute));

        Assert.Equal(["cup", "cup2"], usable.Lines.Where(usable.IsInVisit).Select(line => line.Item!.Value.Value));
    }

    [Fact]
    public void What_was_said_no_to_on_one_device_is_heard_on_every_other()
    {
        var file = File(Yes(Purposes.Recommendations), Line(EventKind.Hidden, "apron", 1) with { Device = 7 }, Line(EventKind.ProductViewed, "cup", 1) with { Device = 7 });

        Assert.Equal([EventKind.Hidden], UsableHistory.Of(file, Purposes.Recommendations, Assortment, Now, device: 9).Lines.Select(line => line.Kind));
    }

    private static UsableHistory Usable(ConsentLedger ledger, params HistoryLine[] lines) => UsableHistory.Of(File(ledger, lines), Purposes.Recommendations, Assortment, Now);
}
