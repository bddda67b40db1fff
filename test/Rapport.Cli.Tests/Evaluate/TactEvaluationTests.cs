using System.Globalization;
using System.Text;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Evaluate;

public sealed class TactEvaluationTests
{
    [Fact]
    public async Task Each_rule_is_measured_off_beside_the_policy_that_ships()
    {
        using var cli = new Shell();

        Assert.Equal(0, await cli.RunAsync("evaluate", "tact", "--data", cli.File("retail.csv", Rows()), "--json"));

        var policies = cli.Json.GetProperty("policies").EnumerateArray().ToDictionary(each => each.GetProperty("policy").GetString()!);
        Assert.Equal(30, cli.Json.GetProperty("customers").GetInt32());
        Assert.True(policies["as shipped"].GetProperty("recallAt20").GetDouble() > 0);
        Assert.Equal(0, policies["hopShare 0"].GetProperty("steps").GetDouble());
        Assert.Equal(0, policies["preset privacy-first"].GetProperty("personal").GetDouble());
        Assert.True(policies["T20 off"].GetProperty("personal").GetDouble() >= policies["as shipped"].GetProperty("personal").GetDouble());
        var seen = cli.Json.GetProperty("seen").EnumerateArray().ToDictionary(each => each.GetProperty("policy").GetString()!);
        Assert.True(seen["as shipped"].GetProperty("personal").GetDouble() < seen["T5 off"].GetProperty("personal").GetDouble());
    }

    /// <summary>Thirty customers buy two neighbours of one kind, and after the cut the next.</summary>
    private static string Rows()
    {
        var rows = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (var customer = 0; customer < 30; customer++)
        {
            for (var bought = 0; bought < 3; bought++)
            {
                var article = (customer + bought) % 40;
                var day = bought == 2 ? "2011-12-09" : "2011-10-01";
                rows.Append(CultureInfo.InvariantCulture, $"{1000 + (customer * 3) + bought},{20000 + article},ARTICLE {(article % 2 == 0 ? "HOLDER" : "BAG")},1,{day} 08:00:00,2.50,{customer + 1}.0,France\n");
            }
        }

        return rows.ToString();
    }
}
