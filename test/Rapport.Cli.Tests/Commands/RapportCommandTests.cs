using System.Net;
using System.Net.Sockets;
using Rapport.Server.Hosting;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Commands;

public sealed class RapportCommandTests
{
    [Theory]
    [InlineData("improt")]
    [InlineData("import")]
    [InlineData("decide", "--surface", "window")]
    [InlineData("train", "--tenant", "nobody")]
    [InlineData("serve", "--port", "80000")]
    public async Task Bad_arguments_end_with_2_and_one_line(params string[] arguments)
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(2, await cli.RunAsync(arguments));

        Assert.StartsWith("error: ", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("Try: ", cli.Errors, StringComparison.Ordinal);
        Assert.Single(cli.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_missing_file_ends_with_2()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(2, await cli.RunAsync("import", "orders", cli.PathOf("nowhere.csv")));
    }

    [Fact]
    public async Task A_header_without_the_needed_columns_ends_with_2_and_names_them()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(2, await cli.RunAsync("import", "orders", cli.File("orders.csv", "customer,when\na,b\n")));

        Assert.Contains("order, item, time", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_usable_row_ends_with_3()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(3, await cli.RunAsync("import", "orders", cli.File("orders.csv", "customer,order,item,time\n")));
    }

    [Fact]
    public async Task A_home_in_use_ends_with_4_and_says_so()
    {
        using var cli = await Shell.WithShopAsync();
        await using var other = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, CancellationToken.None);

        Assert.Equal(4, await cli.RunAsync("train"));

        Assert.Contains("stop that server", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_ends_with_2_before_a_home_is_made()
    {
        using var cli = new Shell();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Equal(2, await cli.RunAsync("demo", "--no-open", "--port", $"{port}"));

        Assert.Contains("--port with another number", cli.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Home));
    }

    [Fact]
    public async Task A_missing_key_file_ends_with_5_and_names_the_folder()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("orders.csv", "customer,order,item,time,title,consent_purposes,consent_time,consent_text_version,consent_source\nanna,1,mug,2026-05-01,Mug,recommendations,2026-03-01,recommendations/1,form\n");
        Assert.Equal(0, await cli.RunAsync("import", "orders", file));
        File.Delete(Path.Combine(cli.Home, "keys", "kek.bin"));

        Assert.Equal(5, await cli.RunAsync("import", "orders", file));

        Assert.Contains("keys folder", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_setting_ends_with_2()
    {
        using var cli = await Shell.WithShopAsync();
        await File.WriteAllTextAsync(Path.Combine(cli.Home, "rapport.json"), """{ "stroe": "sqlite" }""", TestContext.Current.CancellationToken);

        Assert.Equal(2, await cli.RunAsync("train"));

        Assert.Contains("stroe", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_home_is_not_made_one_by_asking()
    {
        using var cli = new Shell();

        Assert.Equal(2, await cli.RunAsync("decide"));

        Assert.False(Directory.Exists(cli.Home));
    }

    [Fact]
    public async Task Keys_are_printed_once_and_kept_as_hashes()
    {
        using var cli = new Shell();

        Assert.Equal(0, await cli.RunAsync("tenant", "add", "shop", "--json"));

        var settings = await File.ReadAllTextAsync(Path.Combine(cli.Home, "rapport.json"), TestContext.Current.CancellationToken);
        Assert.Contains(cli.Json.GetProperty("writeKey").GetString()!, settings, StringComparison.Ordinal);
        Assert.DoesNotContain(cli.Json.GetProperty("secretKey").GetString()!, settings, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", settings, StringComparison.Ordinal);
    }
}
