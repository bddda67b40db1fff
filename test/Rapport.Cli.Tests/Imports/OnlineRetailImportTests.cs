using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Imports;

public sealed class OnlineRetailImportTests
{
    private const string Rows = """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        536365,85123A,WHITE HANGING HEART,6,2011-11-01 08:26:00,2.55,17850.0,United Kingdom
        536365,22423,CAKESTAND,1,2011-11-01 08:26:00,12.75,17850.0,United Kingdom
        C536379,85123A,WHITE HANGING HEART,-1,2011-11-02 09:41:00,2.55,17850.0,United Kingdom
        536380,85123A,WHITE HANGING HEART,2,2011-11-02 09:41:00,2.55,,United Kingdom
        536381,POST,POSTAGE,1,2011-11-03 09:41:00,18.00,12583.0,France
        536382,22423,CAKESTAND,0,2011-11-03 09:41:00,12.75,12583.0,France
        536383,22423,CAKESTAND,1,2011-11-03 09:41:00,0,12583.0,France
        536384,22423,CAKESTAND,1,2011-12-09 12:50:00,12.75,12583.0,France

        """;

    [Fact]
    public async Task Rows_are_kept_by_the_published_rule_and_moved_to_end_yesterday()
    {
        using var cli = new Shell();

        Assert.Equal(0, await cli.RunAsync("import", "online-retail", cli.File("retail.csv", Rows), "--json"));

        Assert.Equal(8, cli.Json.GetProperty("read").GetInt32());
        Assert.Equal(3, cli.Json.GetProperty("kept").GetInt32());
        Assert.Equal(3, cli.Json.GetProperty("stored").GetInt32());
        Assert.Equal(
            ["cancelled", "no-customer", "no-product-code", "price-not-positive", "quantity-not-positive"],
            cli.Json.GetProperty("rejected").EnumerateObject().Select(cause => cause.Name));
        await using var home = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, CancellationToken.None);
        var file = await home.Store.Customers.ReadAsync(new TenantId("online-retail"), CustomerId.Known("12583"), CancellationToken.None);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 50, 0, TimeSpan.Zero), file.History.Single().At);
        Assert.All(file.Ledger.Entries, entry => Assert.Equal(ConsentSource.Sample, entry.Source));
    }

    [Fact]
    public async Task It_goes_into_a_sample_and_never_into_a_real_shop()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("retail.csv", Rows);

        Assert.Equal(2, await cli.RunAsync("import", "online-retail", file, "--tenant", "shop"));
        Assert.Equal(0, await cli.RunAsync("import", "online-retail", file));

        var sample = RapportSettings.LoadOrCreate(cli.Home).Tenants.Single(tenant => tenant.Id == "online-retail");
        Assert.True(sample.Sample);
        Assert.Empty(sample.WriteKeys);
        Assert.Equal(2, await cli.RunAsync("import", "orders", cli.File("orders.csv", "customer,order,item,time\n"), "--tenant", "online-retail"));
    }

    [Fact]
    public async Task A_second_import_stores_nothing()
    {
        using var cli = new Shell();
        var file = cli.File("retail.csv", Rows);
        await cli.RunAsync("import", "online-retail", file);

        Assert.Equal(0, await cli.RunAsync("import", "online-retail", file, "--json"));

        Assert.Equal(0, cli.Json.GetProperty("stored").GetInt32());
        Assert.Equal(3, cli.Json.GetProperty("alreadyThere").GetInt32());
    }
}
