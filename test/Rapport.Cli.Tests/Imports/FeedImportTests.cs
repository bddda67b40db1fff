using System.IO.Compression;
using Rapport.Cli.Imports;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Imports;

public sealed class FeedImportTests
{
    private const string Header = "id\titem_group_id\ttitle\tproduct_type\tprice\tsale_price\tavailability\tcolor\tsize\tgender\tage_group\n";

    [Fact]
    public async Task An_rss_feed_fills_every_attribute_and_a_second_import_changes_nothing()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("feed.xml", Rss("""
            <item>
              <title>Linen dress</title><link>https://shop.example/d1?a=1&amp;b=2</link><description><![CDATA[Light & airy.]]></description>
              <g:id>d1-m</g:id><g:item_group_id>d1</g:item_group_id><g:title>Linen dress, M</g:title>
              <g:product_type>Women &gt; Dresses&gt;Linen</g:product_type><g:google_product_category>2271</g:google_product_category>
              <g:price>79.90 EUR</g:price><g:sale_price>59,90 EUR</g:sale_price><g:sale_price_effective_date>2026-11-01T00:00+0100/2026-11-30T00:00+0100</g:sale_price_effective_date>
              <g:availability>in stock</g:availability><g:brand>Halm</g:brand><g:color>ecru</g:color><g:size>M</g:size><g:size_system>eu</g:size_system>
              <g:gender>female</g:gender><g:age_group>adult</g:age_group><g:image_link>https://shop.example/d1.jpg</g:image_link>
              <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
            </item>
            """));

        Assert.Equal(0, await cli.RunAsync("import", "feed", file, "--json"));

        Assert.Equal((1, 1), (cli.Json.GetProperty("added").GetInt32(), cli.Json.GetProperty("products").GetInt32()));
        Assert.Equal(
            new CatalogueItem(new ItemId("d1-m"), "Linen dress, M", "Women > Dresses > Linen", 5_990, "EUR", true, "https://shop.example/d1?a=1&b=2", "https://shop.example/d1.jpg", "Halm", "adult", "female",
                Description: "Light & airy.", GroupId: "d1", Color: "ecru", Size: "M", SizeSystem: "EU"),
            (await ItemsAsync(cli)).Single());
        Assert.Equal(0, await cli.RunAsync("import", "feed", file, "--json"));
        Assert.Equal((0, 0, 1), (cli.Json.GetProperty("added").GetInt32(), cli.Json.GetProperty("updated").GetInt32(), cli.Json.GetProperty("unchanged").GetInt32()));
    }

    [Fact]
    public void A_feed_that_is_bad_throughout_does_not_fill_the_disk()
    {
        using var cli = new Shell();
        var import = cli.PathOf("feed.tsv");
        var endless = new string('x', 1 << 20);

        var left = RejectsFile.Write(import, ["id"], [.. Enumerable.Range(0, RejectsFile.MostRows + 7).Select(i => new RejectedRow(i, "bad", "bad", ["a"]))]);
        var ofLong = RejectsFile.Write(import + "2", ["id"], [.. Enumerable.Range(0, 100).Select(i => new RejectedRow(i, "bad", "bad", [endless]))]);

        Assert.Equal(7, left);
        Assert.Equal(RejectsFile.MostRows + 1, File.ReadLines(RejectsFile.PathFor(import)).Count());
        Assert.InRange(new FileInfo(RejectsFile.PathFor(import + "2")).Length, 64 << 20, 66 << 20);
        Assert.InRange(ofLong, 30, 40);
    }

    [Fact]
    public async Task Bad_rows_are_told_by_line_and_cause_and_can_be_mended()
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.File("feed.tsv", Header
            + "a\t\tApron\tKitchen\t12.00 EUR\t\tin_stock\t\t\t\t\n"
            + "b\t\tBowl\tKitchen\t12.00 USD\t\tin_stock\t\t\t\t\n"
            + "a\t\tApron again\tKitchen\t12.00 EUR\t\tin_stock\t\t\t\t\n"
            + "c\t\tCup\tKitchen\tcheap EUR\t\tin_stock\t\t\t\t\n"
            + "d\t\tDish\tKitchen\t12.00 EUR\t\tmaybe\t\t\t\t\n"
            + "e\t\tEgg cup\n"
            + "f\t\tFork\tKitchen\t12.00 EUR\t\tin_stock\t\t\tlady\t\n");

        Assert.Equal(0, await cli.RunAsync("import", "feed", file, "--json"));

        Assert.Equal(7, cli.Json.GetProperty("read").GetInt32());
        Assert.Equal(
            ["bad-availability", "bad-gender", "bad-price", "other-currency", "twice", "unreadable"],
            cli.Json.GetProperty("rejected").EnumerateObject().Select(cause => cause.Name));
        Assert.Contains("feed.tsv:3: price '12.00 USD' is not in EUR", cli.Errors, StringComparison.Ordinal);
        var rejects = await File.ReadAllTextAsync(file + ".rejects.csv", TestContext.Current.CancellationToken);
        var mended = cli.File("mended.csv", rejects.Replace("USD", "EUR", StringComparison.Ordinal));
        Assert.Equal(0, await cli.RunAsync("import", "feed", mended, "--partial", "--json"));
        Assert.Equal(1, cli.Json.GetProperty("added").GetInt32());
        Assert.Equal(["a", "b"], (await ItemsAsync(cli)).Where(item => item.InStock).Select(item => item.Id.Value));
    }

    [Fact]
    public async Task What_the_feed_has_no_more_goes_out_of_stock_and_what_it_has_badly_stays()
    {
        using var cli = await Shell.WithShopAsync();
        await cli.RunAsync("import", "feed", cli.File("1.tsv", Header + Row("a") + Row("b") + Row("c")));

        Assert.Equal(0, await cli.RunAsync("import", "feed", cli.File("2.tsv", Header + Row("a") + Row("c").Replace("in_stock", "", StringComparison.Ordinal)), "--json"));

        Assert.Equal(1, cli.Json.GetProperty("retired").GetInt32());
        Assert.Equal(["a", "c"], (await ItemsAsync(cli)).Where(item => item.InStock).Select(item => item.Id.Value));
        Assert.Equal(3, (await ItemsAsync(cli)).Count);
        Assert.Equal(0, await cli.RunAsync("import", "feed", cli.File("3.tsv", Header + Row("b")), "--partial", "--json"));
        Assert.Equal(3, (await ItemsAsync(cli)).Count(item => item.InStock));
    }

    [Fact]
    public async Task A_feed_that_breaks_off_retires_nothing()
    {
        using var cli = await Shell.WithShopAsync();
        await cli.RunAsync("import", "feed", cli.File("1.tsv", Header + Row("a") + Row("b")));
        var broken = Rss(Item("c") + "<item><g:id>d</g:id>").Replace("</channel></rss>", "", StringComparison.Ordinal);

        Assert.Equal(2, await cli.RunAsync("import", "feed", cli.File("2.xml", broken), "--json"));

        Assert.False(cli.Json.GetProperty("whole").GetBoolean());
        Assert.Equal(["a", "b", "c"], (await ItemsAsync(cli)).Where(item => item.InStock).Select(item => item.Id.Value));
    }

    [Fact]
    public async Task A_table_that_breaks_off_in_a_row_retires_nothing()
    {
        using var cli = await Shell.WithShopAsync();
        await cli.RunAsync("import", "feed", cli.File("1.tsv", Header + Row("a") + Row("b") + Row("c")));

        Assert.Equal(2, await cli.RunAsync("import", "feed", cli.File("2.tsv", Header + Row("a") + "b\t\tThi"), "--json"));

        Assert.False(cli.Json.GetProperty("whole").GetBoolean());
        Assert.Equal(["a", "b", "c"], (await ItemsAsync(cli)).Where(item => item.InStock).Select(item => item.Id.Value));
    }

    [Fact]
    public async Task A_row_that_ends_before_its_id_is_told_and_stops_nothing()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(0, await cli.RunAsync("import", "feed", cli.File("feed.tsv", "title\tprice\tavailability\tid\nshort\nThing\t1.00 EUR\tin_stock\ta\n"), "--json"));

        Assert.Equal((1, 1), (cli.Json.GetProperty("added").GetInt32(), cli.Json.GetProperty("rejected").GetProperty("unreadable").GetInt32()));
    }

    [Theory]
    [InlineData("<item><title>", "x")]
    [InlineData("<item><title>", "<![CDATA[x]]>")]
    [InlineData("<item x='", "x")]
    [InlineData("", "<a><item/>")]
    [InlineData(null, "x")]
    [InlineData(null, "\"\t")]
    public async Task A_file_that_unpacks_without_end_stops_at_the_longest_row(string? beginning, string again)
    {
        using var cli = await Shell.WithShopAsync();
        var file = cli.PathOf("feed.gz");
        await using (var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.Fastest)))
        {
            await writer.WriteAsync(beginning is null ? Header + Row("a") : "<rss xmlns:g=\"http://base.google.com/ns/1.0\">" + Item("a") + beginning);
            var some = string.Concat(Enumerable.Repeat(again, 10_000));
            for (var length = 0; length < 3 * RowLimit.LongestRow; length += some.Length)
                await writer.WriteAsync(some);
        }

        Assert.Equal(2, await cli.RunAsync("import", "feed", file, "--json"));

        Assert.False(cli.Json.GetProperty("whole").GetBoolean());
        Assert.Matches("longer than 8 MiB|nested deeper", await File.ReadAllTextAsync(file + ".rejects.csv", TestContext.Current.CancellationToken));
        Assert.Equal("a", Assert.Single(await ItemsAsync(cli)).Id.Value);
    }

    [Fact]
    public async Task No_entity_of_a_feed_is_looked_up()
    {
        using var cli = await Shell.WithShopAsync();
        var secret = cli.File("secret.txt", "secret");
        var feed = $"<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{secret}\">]>" + Rss(Item("a").Replace("<title>", "<title>&x;", StringComparison.Ordinal));

        Assert.Equal(3, await cli.RunAsync("import", "feed", cli.File("feed.xml", feed), "--json"));

        Assert.Empty(await ItemsAsync(cli));
    }

    [Fact]
    public async Task An_atom_feed_and_an_address_that_is_none()
    {
        using var cli = await Shell.WithShopAsync();
        var entry = Item("a").Replace("item>", "entry>", StringComparison.Ordinal);
        var bad = Item("b").Replace("item>", "entry>", StringComparison.Ordinal).Replace("https:", "javascript:", StringComparison.Ordinal);
        var file = cli.File("feed.xml", $"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:g='http://base.google.com/ns/1.0'><title>Shop</title>{entry}{bad}</feed>");

        Assert.Equal(0, await cli.RunAsync("import", "feed", file, "--json"));

        Assert.Equal("https://shop.example/a", (await ItemsAsync(cli)).Single().Url);
        Assert.Equal(1, cli.Json.GetProperty("rejected").GetProperty("bad-link").GetInt32());
    }

    private static string Rss(string items) => $"<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title>{items}</channel></rss>";

    private static string Item(string id) => $"<item><title>Thing {id}</title><link href=\"https://shop.example/{id}\"/><g:id>{id}</g:id><g:price>1.00 EUR</g:price><g:availability>in_stock</g:availability></item>";

    private static string Row(string id) => $"{id}\t\tThing {id}\tThings\t1.00 EUR\t\tin_stock\t\t\t\t\n";

    private static async Task<IReadOnlyList<CatalogueItem>> ItemsAsync(Shell cli)
    {
        await using var home = await OpenHome.OpenAsync(cli.Home, TimeProvider.System, TestContext.Current.CancellationToken);
        return [.. (await home.Store.Catalogue.ReadAsync(new TenantId("shop"), TestContext.Current.CancellationToken)).OrderBy(item => item.Id)];
    }
}
