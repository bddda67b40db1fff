using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Rapport.Cli.Evaluate;
using Rapport.Cli.Imports;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Model.Measuring;
using Rapport.Server.Hosting;
using Rapport.Server.Training;
using Rapport.Tests.Shared;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Evaluate;

public sealed class ValueEvaluationTests
{
    private const int ItemsOfATaste = 30;
    private const int Tastes = 6;
    private const int Days = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S090_a_useless_signal_ranks_last_and_can_be_dropped()
    {
        using var cli = await ShopWithUselessCartsAsync(240);

        Assert.Equal(0, await cli.RunAsync("evaluate", "value", "--json"));

        var report = new EvaluationReports(cli.Home).ReadValue(new TenantId("shop"))!;
        Assert.Equal(["purchases", "views", "carts"], report.Signals.Select(each => each.Signal));
        Assert.Equal([false, false, true], report.Signals.Select(each => each.CanBeDropped));
        Assert.True(report.Signals[0].Loss is { RecallLow: > 0, NdcgLow: > 0 });
        Assert.InRange(report.Signals[2].ShareKept, 0.99, 2);
        Assert.All(report.Signals, each => Assert.True(each.Lines > 0));
        Assert.True(Of(report, "events").RecallAt20 > Of(report, "nothing").RecallAt20);
    }

    [Fact]
    public async Task What_is_measured_on_a_store_is_kept_as_aggregates_beside_the_model()
    {
        using var cli = await ShopWithUselessCartsAsync(120);

        Assert.Equal(0, await cli.RunAsync("evaluate", "quality", "--cut", "2026-10-01", "--json"));

        foreach (var name in new[] { "recallAt20", "ndcgAt20", "customers", "items", "tuneCpuSeconds", "fitCpuSeconds", "peakMiB", "settings", "coverage", "shareOfPopular", "byHistoryLength", "intervals", "trials" })
            Assert.True(cli.Json.TryGetProperty(name, out _), name);
        var text = await File.ReadAllTextAsync(Path.Combine(cli.Home, "models", "shop.quality.json"), Cancellation);
        Assert.DoesNotContain("person", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bowl", text, StringComparison.Ordinal);
        var report = new EvaluationReports(cli.Home).ReadQuality(new TenantId("shop"))!;
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), report.Cut);
        Assert.True(report.RecallAt20 > report.Baselines["popularity"].RecallAt20);
    }

    [Theory]
    [InlineData("quality")]
    [InlineData("value")]
    public async Task Figures_of_few_are_not_made(string verb)
    {
        using var cli = await ShopWithUselessCartsAsync(20);

        Assert.Equal(3, await cli.RunAsync("evaluate", verb, "--json"));

        Assert.False(File.Exists(Path.Combine(cli.Home, "models", $"shop.{verb}.json")));
    }

    [Fact]
    public async Task A_cut_that_is_no_date_is_refused()
    {
        using var cli = await Shell.WithShopAsync();

        Assert.Equal(2, await cli.RunAsync("evaluate", "value", "--cut", "soon"));
    }

    [Fact]
    public void S066_S068_quality_rises_with_what_is_known_and_much_of_it_is_there_with_little()
    {
        var folder = SharedData.Require("online-retail-temporal");

        var report = ValueEvaluation.Run(folder, null, Cancellation);

        var told = string.Join("; ", report.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Known} {point.Events} {point.RecallAt20:F4} {point.NdcgAt20:F4} {point.ShareOfFull:F3}")));
        TestContext.Current.SendDiagnosticMessage(told);
        var shares = report.Curve.Where(point => point.Known == "events").Select(point => point.ShareOfFull).ToArray();
        Assert.Equal([1, 5, 10, 20, null], report.Curve.Where(point => point.Known == "events").Select(point => point.Events));
        Assert.True(shares.SequenceEqual(shares.Order()), told);
        Assert.True(Of(report, "nothing").ShareOfFull < Of(report, "contextual").ShareOfFull && Of(report, "contextual").ShareOfFull < 1, told);
        Assert.True(shares[3] >= 0.7, told);
    }

    /// <summary>The last point of that name: with events, all of them.</summary>
    private static ValuePoint Of(ValueReport report, string known) => report.Curve.Last(point => point.Known == known);

    /// <summary>Customers buy and look at things of one taste; what they put in the cart is drawn from everything.</summary>
    private static async Task<Shell> ShopWithUselessCartsAsync(int customers)
    {
        var cli = await Shell.WithShopAsync();
        await using var home = await OpenHome.OpenAsync(cli.Home, new FakeTimeProvider(Shell.Now), Cancellation);
        var tenant = new TenantId("shop");
        CatalogueItem[] items = [.. Enumerable.Range(0, Tastes * ItemsOfATaste).Select(number => new CatalogueItem(Bowl(number), $"Bowl {number}", $"Kitchen > Shelf {number / ItemsOfATaste}", 1_000, "EUR"))];
        await home.PutItemsAsync(tenant, items, Cancellation);
        var catalogue = new ItemCatalogue(items);
        var random = new Random(11);
        for (var customer = 0; customer < customers; customer++)
        {
            var id = CustomerId.Known($"person-{customer}");
            Event[] events = [.. Events(id, customer % Tastes, random)];
            await home.Store.Customers.ChangeAsync(tenant, id, file =>
            {
                foreach (var choice in SampleChoices.Since(Shell.Now.AddDays(-Days - 1), Shell.Now))
                    file.Choose(choice);
                foreach (var happened in events)
                {
                    if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, catalogue) is Verdict.Allow allow)
                        file.Record(new PermittedEvent(happened, allow));
                }

                return 0;
            }, Cancellation);
        }

        return cli;
    }

    private static IEnumerable<Event> Events(CustomerId id, int taste, Random random)
    {
        for (var message = 0; message < 24; message++)
        {
            var kind = (message % 4) switch { 0 or 1 => EventKind.OrderCompleted, 2 => EventKind.AddedToCart, _ => EventKind.ProductViewed };
            var number = kind == EventKind.AddedToCart ? random.Next(Tastes * ItemsOfATaste) : (taste * ItemsOfATaste) + random.Next(ItemsOfATaste);
            var at = Shell.Now.AddMinutes(-1 - random.Next(Days * 24 * 60));
            var name = message.ToString(CultureInfo.InvariantCulture);
            yield return new Event(name, id, kind, at, Shell.Now, [new EventLine(Bowl(number), 1, 0)], kind == EventKind.OrderCompleted ? name : null, null, null);
        }
    }

    private static ItemId Bowl(int number) => new(string.Create(CultureInfo.InvariantCulture, $"bowl-{number}"));
}
