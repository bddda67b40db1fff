using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Commands;

public sealed class ConsentsTests
{
    [Fact]
    public async Task Exported_choices_are_checked_by_file_alone_and_a_changed_word_shows()
    {
        using var cli = await Shell.WithShopAsync();
        await cli.RunAsync("import", "orders", cli.File("orders.csv", "order,customer,item,time,quantity,price,title,category,consent_purposes,consent_time,consent_text_version,consent_source\n1,ann,tea,2026-05-01,1,12.00,Tea,Tea > Black,recommendations,2026-03-01,recommendations/1,form\n"));
        var file = cli.PathOf("records.json");

        Assert.Equal(0, await cli.RunAsync("consents", "ann", "--out", file, "--json"));
        Assert.Equal(0, await cli.RunAsync("verify", file, "--json"));
        Assert.True(cli.Json.GetProperty("holds").GetBoolean());

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("ConsentGiven", "ConsentRefused", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(1, await cli.RunAsync("verify", file, "--json"));
        Assert.Equal("Record 1 is not what was signed.", cli.Json.GetProperty("broken").GetString());
        Assert.Equal(2, await cli.RunAsync("verify", cli.File("other.json", "{}")));
        Assert.Equal(3, await cli.RunAsync("consents", "nobody"));
    }
}
