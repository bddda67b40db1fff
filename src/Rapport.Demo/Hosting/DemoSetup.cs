using Rapport.Core.Events;
using Rapport.Demo.Catalogue;
using Rapport.Demo.Customers;
using Rapport.Server.Hosting;
using Rapport.Server.Intake;

namespace Rapport.Demo.Hosting;

/// <summary>Makes a home the demo shop's: tenant, keys, catalogue, customers, model. Done once; a run that was cut short is taken up again.</summary>
internal static class DemoSetup
{
    internal const string Tenant = "demo";

    /// <param name="progress">How much is done, 0 to 1.</param>
    internal static async Task<DemoKeys> RunAsync(string path, int customers, TimeProvider clock, IProgress<double>? progress, CancellationToken cancellation)
    {
        await using var home = await OpenHome.OpenAsync(path, clock, cancellation);
        var tenant = new TenantId(Tenant);
        var keys = KeysOf(home);
        if (await home.LoadAsync(tenant, cancellation))
            return keys;

        await home.PutItemsAsync(tenant, [.. DemoCatalogue.Shared.Products.Select(product => product.ToItem())], cancellation);
        await home.Store.Catalogue.SaveQuizAsync(tenant, DemoQuiz.Of(DemoCatalogue.Shared), cancellation);
        var pasts = DemoCustomers.Generate(clock.GetUtcNow(), customers).AsParallel().AsOrdered()
            .Select(customer => new CustomerPast(customer.Id, customer.Choices, customer.Orders));
        await home.Past.TakeAsync(tenant, pasts, new Share(progress, customers), cancellation);
        await home.TrainAsync(tenant, cancellation);
        return keys;
    }

    /// <summary>The keys the shop has, or new ones; settings know their public halves.</summary>
    private static DemoKeys KeysOf(OpenHome home)
    {
        if (home.Settings.Tenants.Any(tenant => tenant.Id == Tenant) && DemoKeys.Read(home.Path) is { } known)
            return known;
        var fresh = TenantKeys.Create();
        home.PutTenant(fresh.ToSettings(Tenant, DemoCatalogue.ShopName) with { Currency = DemoCatalogue.Currency });
        return DemoKeys.Write(home.Path, fresh);
    }

    /// <summary>The last tenth is the training.</summary>
    private sealed class Share(IProgress<double>? progress, int customers) : IProgress<int>
    {
        public void Report(int value) => progress?.Report(0.9 * value / customers);
    }
}
