namespace Rapport.House.Tests;

/// <summary>docs/acceptance.md says of each of the 98 rows how far it is, and names the tests that show it.</summary>
public sealed class AcceptanceTests
{
    private static readonly string[] States = ["done", "partly", "open"];

    private static IReadOnlyList<string[]> Rows => Repository.Table("docs/acceptance.md", "row");

    [Fact]
    public void Each_row_stands_once_and_in_order() =>
        Assert.Equal(Enumerable.Range(1, 98).Select(number => $"S{number:000}"), Rows.Select(row => row[0]));

    [Fact]
    public void Each_row_has_a_state() => Repository.None(Rows.Where(row => !States.Contains(row[2])).Select(row => $"{row[0]} is '{row[2]}'"));

    [Fact]
    public void A_row_that_is_begun_names_a_test_and_an_open_one_none() => Repository.None(
        Rows.Where(row => Repository.Ticked(row[3]).Any() == (row[2] == "open")).Select(row => $"{row[0]} is {row[2]}, tests: '{row[3]}'"));

    [Fact]
    public void A_row_that_is_done_has_a_test_with_its_id() => Repository.None(
        Rows.Where(row => row[2] == "done" && !Repository.Ticked(row[3]).Any(name => name.Contains($"{row[0]}_", StringComparison.Ordinal))).Select(row => row[0]));

    [Fact]
    public void Every_test_named_exists() => Repository.None(
        from row in Rows
        from name in Repository.Ticked(row[3])
        where !TestNames.Exist(name)
        select $"{row[0]} names {name}");

    [Fact]
    public void Every_acceptance_test_is_listed_in_its_row()
    {
        var listed = Rows.ToDictionary(row => row[0], row => row[3]);

        Repository.None(
            from test in TestNames.OfAcceptance
            where !listed[test.Row].Contains($"{test.Test}`", StringComparison.Ordinal)
            select $"{test.Row} does not name {test.Test}");
    }
}
