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
