using System.Globalization;
using System.Text;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Commands;

public sealed class SimulateTests
{
    [Fact]
    public async Task Of_few_people_it_says_nothing()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(3, await cli.RunAsync("simulate"));
        Assert.Contains("too few", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await cli.RunAsync("simulate", "--preset", "no-such"));
    }

    [Fact]
    public async Task S087_it_prints_what_a_preset_would_cost_and_says_whose_reading_it_is()
    {
        using var cli = await Shell.WithShopAsync();
        await cli.RunAsync("import", "orders", cli.File("orders.csv", Orders(people: 240)));

        Assert.Equal(0, await cli.RunAsync("simulate", "--preset", "privacy-first"));

        Assert.Contains("privacy-first", cli.Output, StringComparison.Ordinal);
        Assert.Contains("240 people, 240 home rows", cli.Output, StringComparison.Ordinal);
        Assert.Matches(@"privacy-first +personalization +\d+\.\d \(-\d", cli.Output);
        Assert.Contains("our own readings", cli.Output, StringComparison.Ordinal);
    }

    /// <summary>Everybody bought tea and a pot in October and a cup in November; in September others had bought all three.</summary>
    private static string Orders(int people)
    {
        var rows = new StringBuilder("order,customer,item,time,quantity,price,title,category,consent_purposes,consent_time,consent_text_version,consent_source\n");
        void Row(string order, string who, string item, string time) => rows.Append(CultureInfo.InvariantCulture, $"{order},{who},{item},{time},1,12.00,{item},Home > {item} > Plain,recommendations,2026-06-01,recommendations/1,form\n")
            .Append(CultureInfo.InvariantCulture, $"{order},{who},{item},{time},1,12.00,{item},Home > {item} > Plain,measurement,2026-06-01,measurement/1,form\n")
            .Append(CultureInfo.InvariantCulture, $"{order},{who},{item},{time},1,12.00,{item},Home > {item} > Plain,learning,2026-06-01,learning/1,form\n");
        for (var i = 0; i < people; i++)
        {
            foreach (var item in new[] { "tea", "pot", "cup" })
                Row($"s{i}", $"early{i}", item, "2026-09-01");
            foreach (var item in new[] { "tea", "pot" })
                Row($"o{i}", $"c{i}", item, "2026-10-10");
            Row($"n{i}", $"c{i}", "cup", "2026-11-10");
        }

        return rows.ToString();
    }
}
