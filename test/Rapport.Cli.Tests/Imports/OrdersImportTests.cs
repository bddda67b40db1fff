using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Hosting;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Imports;

public sealed class OrdersImportTests
{
    private const string Header = "order,customer,item,time,quantity,price,title,category,consent_purposes,consent_time,consent_text_version,consent_source\n";
    private const string Yes = "recommendations learning,2026-03-01,recommendations/1 learning/1,newsletter form";

    [Fact]
    public async Task Good_rows_are_stored_and_bad_ones_are_told_by_line_and_cause()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", Header
            + $"1,anna,mug,2026-05-01,1,18.00,Mug,Table > Mugs,{Yes}\n"
            + $"1,anna,tea,2026-05-01,-2,9.00,Tea,Tea > Black,{Yes}\n"
            + $"2,anna,tea,05/06/2026,1,9.00,Tea,Tea > Black,{Yes}\n"
            + $"2,,tea,2026-05-06,1,9.00,Tea,Tea > Black,{Yes}\n"
            + $"3,ben,tea,2026-05-06,2,9.00,Tea,Tea > Black,{Yes}\n");

        Assert.Equal(0, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal(2, cli.Json.GetProperty("stored").GetInt32());
        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("negative-quantity").GetInt32());
        Assert.Contains("orders.csv:3: quantity '-2' is not positive", cli.Errors, StringComparison.Ordinal);
        var rejects = await File.ReadAllLinesAsync(file + ".rejects.csv", TestContext.Current.CancellationToken);
        Assert.StartsWith("line,cause,order,customer", rejects[0], StringComparison.Ordinal);
        Assert.Equal(["3", "4", "5"], rejects.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Rows_without_evidence_are_counted_and_never_stored()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", Header + "1,anna,mug,2026-05-01,1,18.00,Mug,Table,,,,\n" + $"2,ben,mug,2026-05-01,1,18.00,Mug,Table,{Yes}\n");

        Assert.Equal(0, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("no-evidence").GetInt32());
        Assert.Empty((await FileOfAsync(cli, "anna")).History);
        Assert.Single((await FileOfAsync(cli, "ben")).History);
    }

    [Fact]
    public async Task The_same_file_a_second_time_stores_nothing()
    {
        using var cli = await Shell.WithShopAsync();
        var row = $"1,anna,mug,2026-05-01,1,18.00,Mug,Table,{Yes}\n";
        var file = cli.File("orders.csv", Header + row + row);
        await cli.RunAsync("import", "orders", file, "--json");
        Assert.Equal(2, cli.Json.GetProperty("stored").GetInt32());

        Assert.Equal(0, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal(0, cli.Json.GetProperty("stored").GetInt32());
        Assert.Equal(2, cli.Json.GetProperty("alreadyThere").GetInt32());
        var anna = await FileOfAsync(cli, "anna");
        Assert.Equal(2, anna.History.Count);
        Assert.Equal(2, anna.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Evidence_may_come_in_a_file_of_its_own()
    {
        using var cli = await Shell.WithShopAsync();
        var orders = cli.File("orders.csv", "Customer ID;Order;SKU;Date;Title\nanna;1;mug;01.05.2026;Mug\nben;2;mug;02.05.2026;Mug\n");
        var consents = cli.File("consents.csv", "customer,purpose,text_version,time,source,choice\nanna,recommendations,recommendations/1,2026-03-01,till,granted\nben,recommendations,recommendations/1,2026-03-01,till,refused\nclara,recommendations,my-own/9,2026-03-01,till,\n");

        Assert.Equal(0, await cli.RunAsync("import", "orders", orders, "--consent", consents, "--json"));

        Assert.Equal(1, cli.Json.GetProperty("stored").GetInt32());
        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("no-consent").GetInt32());
        Assert.Contains("names no text known for recommendations", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(ConsentSource.Import, (await FileOfAsync(cli, "anna")).Ledger.Entries.Single().Source);
    }

    [Fact]
    public async Task An_order_before_the_yes_is_not_stored()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", Header + $"1,anna,mug,2026-02-01,1,18.00,Mug,Table,{Yes}\n");

        Assert.Equal(3, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("no-consent").GetInt32());
    }

    [Fact]
    public async Task Old_evidence_never_overrules_a_newer_no()
    {
        using var cli = await Shell.WithShopAsync();
        await using (var home = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, CancellationToken.None))
        {
            var no = new ConsentEntry(Purposes.Recommendations, ConsentChoice.Refused, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), "recommendations/1", "en", "home", ConsentSource.Customer);
            await home.Store.Customers.ChangeAsync(new TenantId("shop"), CustomerId.Known("anna"), file => { file.Choose(no); return 0; }, CancellationToken.None);
        }

        var orders = cli.File("orders.csv", Header + "1,anna,mug,2026-05-01,1,18.00,Mug,Table,recommendations,2026-03-01,recommendations/1,form\n");

        Assert.Equal(3, await cli.RunAsync("import", "orders", orders));
        Assert.Empty((await FileOfAsync(cli, "anna")).History);
    }

    [Fact]
    public async Task An_item_that_cannot_be_classed_is_not_stored()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", Header + $"1,anna,mystery,2026-05-01,1,18.00,,,{Yes}\n" + $"1,anna,pills,2026-05-01,1,6.00,Tablets,Pharmacy > Pain,{Yes}\n");

        Assert.Equal(3, await cli.RunAsync("import", "orders", file, "--json"));

        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("unknown-item").GetInt32());
        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("sensitive").GetInt32());
    }

    private static async Task<CustomerFile> FileOfAsync(Shell cli, string customer)
    {
        await using var home = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, CancellationToken.None);
        return await home.Store.Customers.ReadAsync(new TenantId("shop"), CustomerId.Known(customer), CancellationToken.None);
    }
}
