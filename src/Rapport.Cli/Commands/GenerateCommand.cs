using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Cli.Generate;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport generate</c>: a synthetic shop of any size, straight into an encrypted store.</summary>
internal static class GenerateCommand
{
    private const string DefaultTenant = "synthetic";
    private const int ItemsPerTransaction = 50_000;

    private static readonly Option<int> Items = new("--items") { Description = "Items in the catalogue.", Required = true };
    private static readonly Option<int> EventsPerItem = new("--events-per-item") { Description = "History lines for each item, on average.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int?> Customers = new("--customers") { Description = "Customers, of 25 lines each on average; not needed where events per item say it." };
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed makes the same shop.", DefaultValueFactory = _ => 1 };

    internal static Command Create(Runner runner) =>
        new Command("generate", "Makes a synthetic shop of any size, in a tenant that is marked as a sample.") { Items, EventsPerItem, Customers, Seed }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var watch = Stopwatch.StartNew();
        var items = scope.Get(Items);
        var customers = scope.Get(Customers) ?? checked((int)((long)items * scope.Get(EventsPerItem) / SyntheticShop.LinesPerCustomer));
        if (items < 1 || customers < 1)
            throw new CommandFailedException(ExitCode.BadInput, "A shop has items and customers.", "--items 10000");
        await using var home = await scope.OpenHomeAsync(mayCreate: true);
        var settings = Fresh(home, scope.TenantName ?? DefaultTenant);
        var tenant = new TenantId(settings.Id);

        var shop = new SyntheticShop(items, scope.Get(Seed), scope.Clock.GetUtcNow());
        var catalogue = new ItemCatalogue(shop.Catalogue());
        foreach (var some in catalogue.Items.OrderBy(item => item.Id).Chunk(ItemsPerTransaction))
            await home.Store.Catalogue.UpsertAsync(tenant, some, scope.Cancellation);
        var lines = await scope.Terminal.WatchAsync(
            "Making customers", progress => home.Store.SeedAsync(tenant, customers, SyntheticShop.CustomerOf, (file, number) => shop.Fill(file, number, catalogue), progress, scope.Cancellation));

        var answer = new JsonObject
        {
            ["tenant"] = tenant.Value,
            ["items"] = items,
            ["customers"] = customers,
            ["events"] = lines,
            ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 3),
            ["storeMiB"] = FolderSize.MiB(home.Path),
        };
        scope.Terminal.Answer(answer, string.Create(CultureInfo.InvariantCulture, $"{items:N0} items, {customers:N0} customers, {lines:N0} history lines in {watch.Elapsed.TotalSeconds:F1} s, in tenant {tenant.Value}, marked as a sample."));
        return ExitCode.Done;
    }

    private static TenantSettings Fresh(OpenHome home, string id)
    {
        if (home.Settings.Tenants.Any(tenant => tenant.Id == id))
            throw new CommandFailedException(ExitCode.BadInput, $"Tenant '{id}' is there already.", "another --tenant");
        var fresh = new TenantSettings { Id = id, Name = "Synthetic shop (sample)", Sample = true };
        home.PutTenant(fresh);
        return fresh;
    }
}
