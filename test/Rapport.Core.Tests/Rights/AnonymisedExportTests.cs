using Rapport.Core.Rights.Anonymised;

namespace Rapport.Core.Tests.Rights;

public sealed class AnonymisedExportTests
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(10, 3)]
    [InlineData(25, 4)]
    public void S076_every_group_of_people_who_look_alike_has_k_members_and_l_latest_topics(int k, int l)
    {
        var draws = new Random(7);
        var people = Enumerable.Range(0, 2_000)
            .Select(_ => new PersonSummary(new DateOnly(2025, draws.Next(1, 13), 1), draws.Next(1, 9), "Category " + draws.Next(4), "Topic " + draws.Next(6)))
            .ToList();

        var export = AnonymisedExport.Of(people, k, l);

        var groups = export.Rows.GroupBy(row => (row.Since, row.Orders, row.Category)).ToList();
        Assert.All(groups, group => Assert.True(group.Count() >= k && group.Select(row => row.Latest).Distinct().Count() >= l));
        Assert.False(export.Report.IsRefused);
        Assert.Equal((groups.Count, groups.Min(group => group.Count()), export.Rows.Length), (export.Report.Groups, export.Report.SmallestGroup, export.Report.Rows));
        Assert.Equal(2_000, export.Report.Rows + export.Report.Suppressed);
        Assert.True(export.Report.Suppressed <= 200);
        Assert.Empty(export.Rows.Select(row => row.Pseudonym).Intersect(AnonymisedExport.Of(people, k, l).Rows.Select(row => row.Pseudonym)));
    }

    [Fact]
    public void Where_too_many_would_have_to_be_left_out_nothing_leaves()
    {
        var few = Enumerable.Range(0, 4).Select(i => new PersonSummary(new DateOnly(2025, 1, 1), 1, "A", "T" + i)).ToList();
        var alike = Enumerable.Range(0, 100).Select(_ => new PersonSummary(new DateOnly(2025, 1, 1), 1, "A", "the same")).ToList();

        Assert.All([few, alike], people =>
        {
            var export = AnonymisedExport.Of(people, 5, 2);
            Assert.True(export.Report.IsRefused);
            Assert.Empty(export.Rows);
            Assert.Equal(people.Count, export.Report.Suppressed);
        });
    }
}
