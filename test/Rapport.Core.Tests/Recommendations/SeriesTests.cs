using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

public sealed class SeriesTests
{
    private static readonly ItemCatalogue Programme = new(
    [
        .. Enumerable.Range(1, 4).Select(part => Item($"fjord{part}", $"Fjord, part {part}", "Series > Crime") with { Series = "Fjord", SeriesPosition = part }),
        .. Enumerable.Range(1, 3).Select(part => Item($"orbit{part}", $"Orbit, part {part}", "Series > Space") with { Series = "Orbit", SeriesPosition = part }),
        Item("harbour", "Harbour lights", "Films > Crime"),
        Item("comet", "Comet year", "Films > Space"),
    ]);

    [Fact]
    public void S028_the_next_episode_comes_first_and_then_what_goes_with_what_was_watched()
    {
        var answer = Ask(Line(EventKind.Completed, "fjord1", 9), Line(EventKind.Completed, "fjord2", 8));

        Assert.Equal(["fjord3", "harbour"], Ids(answer)[..2]);
        Assert.Equal("Next after Fjord, part 2.", answer.Items[0].Reason.Text);
        Assert.Equal("fjord2", Assert.Single(answer.Items[0].Reason.Evidence).Item?.Value);
        Assert.StartsWith("Because you watched Fjord, part ", answer.Items[1].Reason.Text, StringComparison.Ordinal);
        Assert.Equal((Tier.Person, Tier.Person), (answer.Items[0].Tier, answer.Items[1].Tier));
    }

    [Fact]
    public void S028_a_part_that_was_started_is_continued()
    {
        var answer = Ask(Line(EventKind.Completed, "fjord1", 9), Line(EventKind.Played, "fjord2", 8), Line(EventKind.Completed, "orbit1", 10));

        Assert.Equal(["fjord2", "orbit2"], Ids(answer)[..2]);
        Assert.Equal("You started this.", answer.Items[0].Reason.Text);
    }

    [Fact]
    public void S028_the_series_watched_last_comes_first_and_watched_parts_are_passed_over() =>
        Assert.Equal(["fjord4", "orbit2"], Ids(Ask(Line(EventKind.Completed, "fjord3", 12), Line(EventKind.Completed, "orbit1", 10), Line(EventKind.Completed, "fjord2", 2)))[..2]);

    [Fact]
    public void A_finished_series_brings_nothing_more() =>
        Assert.DoesNotContain(Ids(Ask(Line(EventKind.Completed, "orbit3", 3))), id => id.StartsWith("orbit", StringComparison.Ordinal));

    [Fact]
    public void Evidence_deleted_the_next_part_goes()
    {
        var file = File(Yes(Purposes.Recommendations), Line(EventKind.Completed, "orbit1", 3));
        Assert.Contains("orbit2", Ids(Ask(file)));

        file.Remove(line => line.Item == new ItemId("orbit1"));

        Assert.DoesNotContain("orbit2", Ids(Ask(file)));
    }

    [Fact]
    public void A_series_the_person_said_no_to_does_not_go_on() =>
        Assert.DoesNotContain("orbit2", Ids(Ask(Line(EventKind.Completed, "orbit1", 3), Line(EventKind.Hidden, "orbit3", 1))));

    [Fact]
    public void Without_the_purpose_nothing_of_the_log_is_read() =>
        Assert.Empty(Ask(File(Yes(Purposes.Learning), Line(EventKind.Completed, "fjord1", 9, Purposes.Learning))).Items);

    private static Answer Ask(params HistoryLine[] lines) => Ask(File(Yes(Purposes.Recommendations), lines));

    private static Answer Ask(CustomerFile file)
    {
        ItemId[] items = [.. Programme.Items.Select(item => item.Id).Order()];
        var (fjord, harbour) = (Array.IndexOf(items, new ItemId("fjord1")), Array.IndexOf(items, new ItemId("harbour")));
        int[] starts = [.. Enumerable.Range(0, items.Length + 1).Select(source => Math.Clamp(source - fjord, 0, 2))];
        var model = new ItemItemModel(new ModelSettings(), Now, 1, items, new int[items.Length], starts, [harbour, harbour], [1f, 0.9f]);
        var request = new DecisionRequest(new TenantId("t"), Surface.Next, null, null, [], null, [], [], 10, "en");
        return Recommender.Recommend(request, file, new Shop(Programme, model, ContextLists.Empty, ""), TactPolicy.Default, Now);
    }

    private static string[] Ids(Answer answer) => [.. answer.Items.Select(item => item.Item.Value)];
}
