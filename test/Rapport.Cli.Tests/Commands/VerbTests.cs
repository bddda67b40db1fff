using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Commands;

public sealed class VerbTests
{
    private const string Yes = "recommendations learning,2026-03-01,recommendations/1 learning/1,form";

    [Fact]
    public async Task From_an_export_to_a_decision_to_a_final_receipt()
    {
        using var cli = await Shell.WithShopAsync();
        await ImportAsync(cli);

        Assert.Equal(0, await cli.RunAsync("train", "--json"));
        var trained = cli.Json.GetProperty("hash").GetString();
        Assert.Equal(8, cli.Json.GetProperty("customers").GetInt32());

        Assert.Equal(0, await cli.RunAsync("decide", "--surface", "product", "--item", "teapot", "--json"));
        Assert.Contains(cli.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == "tea");

        Assert.Equal(0, await cli.RunAsync("forget", "customer-1", "--json"));
        Assert.Equal(trained, cli.Json.GetProperty("modelHashBefore").GetString());
        Assert.NotEqual(trained, cli.Json.GetProperty("modelHashAfter").GetString());
        Assert.Equal(2, cli.Json.GetProperty("removed").GetProperty("history").GetInt32());
        Assert.NotNull(cli.Json.GetProperty("finalAt").GetString());

        Assert.Equal(0, await cli.RunAsync("verify", "--json"));
        Assert.True(cli.Json.GetProperty("holds").GetBoolean());
        Assert.Equal(1, cli.Json.GetProperty("lines").GetInt64());
    }

    [Fact]
    public async Task Without_json_the_answer_is_for_people()
    {
        using var cli = await Shell.WithShopAsync();
        await ImportAsync(cli);

        await cli.RunAsync("train");

        Assert.StartsWith("Trained on 8 customers", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invented_person_is_explained_and_leaves_no_trace()
    {
        using var cli = await Shell.WithShopAsync();
        await ImportAsync(cli);
        await cli.RunAsync("train");

        Assert.Equal(0, await cli.RunAsync("explain", "--item", "teapot", "--bought", "tea@3", "--json"));
        Assert.True(cli.Json.GetProperty("shown").GetBoolean());
        Assert.Equal("tea", Assert.Single(cli.Json.GetProperty("voices").EnumerateArray()).GetProperty("item").GetString());

        Assert.Equal(0, await cli.RunAsync("explain", "--item", "teapot", "--viewed", "tea", "--language", "de"));
        Assert.Contains("T3", cli.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(cli.Home, "explain.log")));

        await cli.RunAsync("verify", "--json");
        Assert.Equal(0, cli.Json.GetProperty("lines").GetInt64());
    }

    [Fact]
    public async Task A_look_at_a_named_customer_leaves_a_line_that_names_nobody()
    {
        using var cli = await Shell.WithShopAsync();
        await ImportAsync(cli);
        await cli.RunAsync("train");

        Assert.Equal(0, await cli.RunAsync("explain", "--item", "teapot", "--customer", "customer-1", "--json"));

        Assert.Equal("owned", cli.Json.GetProperty("fate").GetString());
        var line = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(cli.Home, "explain.log"), TestContext.Current.CancellationToken));
        Assert.Contains("explain tenant=shop customer=", line, StringComparison.Ordinal);
        Assert.DoesNotContain("customer-1", line, StringComparison.Ordinal);
    }

    private static async Task ImportAsync(Shell cli)
    {
        var rows = Enumerable.Range(1, 8).SelectMany(i => new[]
        {
            $"{i},customer-{i},teapot,2026-05-01,1,46.00,Teapot,Table > Teapots,{Yes}",
            $"{i},customer-{i},tea,2026-05-01,1,12.00,Tea,Tea > Black,{Yes}",
        });
        var file = cli.File("orders.csv", "order,customer,item,time,quantity,price,title,category,consent_purposes,consent_time,consent_text_version,consent_source\n" + string.Join('\n', rows) + "\n");
        Assert.Equal(0, await cli.RunAsync("import", "orders", file));
    }
}
