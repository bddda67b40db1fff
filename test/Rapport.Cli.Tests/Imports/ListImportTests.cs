using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Imports;

public sealed class ListImportTests
{
    private const string Header = "order,customer,item,time,title,category,consent_purposes,consent_time,consent_text_version,consent_source\n";

    [Fact]
    public async Task S064_a_list_of_people_is_counted_and_refused_and_nobody_on_it_is_written_to()
    {
        using var cli = await Shell.WithShopAsync();
        var list = cli.File("leads.csv", "email,name,interest\nanna@example.org,Anna,tea\nben@example.org,Ben,mugs\n");

        Assert.Equal(3, await cli.RunAsync("import", "list", list, "--json"));

        Assert.Equal((2, 0, 0), (cli.Json.GetProperty("read").GetInt32(), cli.Json.GetProperty("stored").GetInt32(), cli.Json.GetProperty("mails").GetInt32()));
        Assert.DoesNotContain(Directory.EnumerateFiles(cli.Home, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("anna@", StringComparison.Ordinal));
        Assert.Equal(2, await cli.RunAsync("import", "orders", list));
    }

    [Theory]
    [InlineData("purchased list")]
    [InlineData("Data broker X")]
    [InlineData("gekaufte Liste")]
    [InlineData("rented addresses")]
    public async Task S064_a_yes_that_was_bought_is_no_evidence(string source)
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", Header + $"1,anna,mug,2026-05-01,Mug,Table,recommendations email,2026-03-01,recommendations/1 email/1,{source}\n");

        Assert.Equal(3, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal((0, 1), (cli.Json.GetProperty("stored").GetInt32(), cli.Json.GetProperty("rejected").GetProperty("bought-consent").GetInt32()));
        await using var home = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, TestContext.Current.CancellationToken);
        var kept = await home.Store.Customers.ReadAsync(new TenantId("shop"), CustomerId.Known("anna"), TestContext.Current.CancellationToken);
        Assert.Empty(kept.History);
        Assert.True(kept.Ledger.IsSilent(Purposes.Email));
    }
}
