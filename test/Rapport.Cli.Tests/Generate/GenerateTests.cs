using Rapport.Cli.Generate;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.History;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Generate;

public sealed class GenerateTests
{
    [Fact]
    public async Task A_synthetic_shop_is_a_sample_and_can_be_trained()
    {
        using var cli = new Shell();

        Assert.Equal(0, await cli.RunAsync("generate", "--items", "200", "--json"));
        Assert.Equal(800, cli.Json.GetProperty("customers").GetInt32());
        Assert.InRange(cli.Json.GetProperty("events").GetInt64(), 18_000, 22_000);
        Assert.Contains("\"sample\": true", await File.ReadAllTextAsync(Path.Combine(cli.Home, "rapport.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(0, await cli.RunAsync("train", "--json"));
        Assert.InRange(cli.Json.GetProperty("customers").GetInt32(), 780, 800);
        Assert.InRange(cli.Json.GetProperty("items").GetInt32(), 190, 200);
    }

    [Fact]
    public async Task A_tenant_that_is_there_is_not_generated_over()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(2, await cli.RunAsync("generate", "--items", "100", "--tenant", "shop"));
    }

    [Fact]
    public void The_same_seed_makes_the_same_customer_and_another_seed_another()
    {
        var (first, again, other) = (Lines(1, 17), Lines(1, 17), Lines(2, 17));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Every_choice_is_labelled_as_a_sample_and_every_line_lies_in_the_last_year()
    {
        var file = Filled(new SyntheticShop(500, 1, Shell.Now), 3);

        Assert.All(file.Ledger.Entries, entry => Assert.Equal(ConsentSource.Sample, entry.Source));
        Assert.True(file.Ledger.Allows(Purposes.Learning, Shell.Now));
        Assert.All(file.History, line => Assert.InRange(line.At, Shell.Now.AddDays(-365), Shell.Now));
    }

    [Fact]
    public void Few_items_have_much_of_the_lines_and_customers_keep_to_few_topics()
    {
        var shop = new SyntheticShop(10_000, 1, Shell.Now);
        var catalogue = new ItemCatalogue(shop.Catalogue());
        var files = Enumerable.Range(0, 400).Select(customer => Filled(shop, customer, catalogue)).ToArray();
        var byItem = files.SelectMany(file => file.History).CountBy(line => line.Item!.Value).OrderByDescending(pair => pair.Value).ToArray();
        var topics = shop.Catalogue().ToDictionary(item => item.Id, item => item.Topic);

        Assert.True(byItem.Take(100).Sum(pair => pair.Value) > 0.15 * byItem.Sum(pair => pair.Value));
        Assert.True(files.Where(file => file.History.Count >= 30).Average(file => TopShare(file, topics)) > 0.6);
    }

    /// <summary>The share of a history's four commonest topics.</summary>
    private static double TopShare(CustomerFile file, Dictionary<Core.Events.ItemId, Topic> topics) =>
        file.History.CountBy(line => topics[line.Item!.Value]).Select(pair => pair.Value).OrderDescending().Take(4).Sum() / (double)file.History.Count;

    private static IReadOnlyList<HistoryLine> Lines(int seed, int customer) => Filled(new SyntheticShop(500, seed, Shell.Now), customer).History;

    private static CustomerFile Filled(SyntheticShop shop, int customer, ItemCatalogue? catalogue = null)
    {
        var file = new CustomerFile(SyntheticShop.CustomerOf(customer), new ConsentLedger(), [], [], null);
        shop.Fill(file, customer, catalogue ?? new ItemCatalogue(shop.Catalogue()));
        return file;
    }
}
