namespace Rapport.House.Tests;

/// <summary>docs/guarantees.md lists each promise with the code that keeps it and the test that shows it; the README's links lead there.</summary>
public sealed class GuaranteeTests
{
    private static IReadOnlyList<string[]> Rows => Repository.Table("docs/guarantees.md", "id");

    [Fact]
    public void Each_promise_has_its_own_number() =>
        Assert.Equal(Enumerable.Range(1, Rows.Count).Select(number => $"<a id=\"g{number}\"></a>G{number}"), Rows.Select(row => row[0]));

    [Fact]
    public void Each_promise_names_code_and_a_test() => Repository.None(
        Rows.Where(row => !Repository.Ticked(row[2]).Any() || !Repository.Ticked(row[3]).Any()).Select(row => row[0]));

    [Fact]
    public void The_code_exists() => Repository.None(
        from row in Rows
        from path in Repository.Ticked(row[2])
        where !Repository.Has(path)
        select $"{row[0]} names {path}");

    [Fact]
    public void The_tests_exist() => Repository.None(
        from row in Rows
        from name in Repository.Ticked(row[3])
        where !TestNames.Exist(name)
        select $"{row[0]} names {name}");
}
