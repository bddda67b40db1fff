using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Model.Tuning;
using Rapport.Core.Rights;
using Rapport.Server.Intake;
using Rapport.Server.Tact;
using Rapport.Server.Training;
using Rapport.Storage;

namespace Rapport.Server.Hosting;

/// <summary>A home opened without serving it: what commands and the demo's first run work on. Holds the home's lock.</summary>
public sealed class OpenHome : IAsyncDisposable
{
    private OpenHome(string path, RapportSettings settings, RapportStore store, TimeProvider clock)
    {
        (Path, Settings, Store, Clock) = (path, settings, store, clock);
        Personalizer = new Personalizer(store.Customers, store.Decisions, store.Receipts, Shops, new LiveFigures(clock), clock);
        Rights = new CustomerRights(store.Customers, store.Receipts, Shops, clock);
        Upkeep = new Upkeep(store.Customers, Shops, clock);
        Trainer = new ModelTrainer(store.Customers, store.Models, Shops, clock, mostKept: 0);
        Tunings = new TuningReports(path);
        Policies = new PolicyBook(store.Documents, Shops, store.Audit, clock);
        Evaluations = new EvaluationReports(path);
        Past = new PastIntake(store.Customers, Personalizer);
        foreach (var tenant in settings.Tenants)
            Tenant.From(tenant).Open(Shops);
    }

    public string Path { get; }

    public RapportSettings Settings { get; private set; }

    public RapportStore Store { get; }

    public TimeProvider Clock { get; }

    public Shops Shops { get; } = new();

    public Personalizer Personalizer { get; }

    public CustomerRights Rights { get; }

    public PastIntake Past { get; }

    /// <summary>What was last measured on each shop.</summary>
    public EvaluationReports Evaluations { get; }

    private PolicyBook Policies { get; }

    private Upkeep Upkeep { get; }

    private ModelTrainer Trainer { get; }

    private TuningReports Tunings { get; }

    /// <exception cref="SettingsException">A mistake in <c>rapport.json</c>.</exception>
    /// <exception cref="HomeInUseException">A server holds the home.</exception>
    public static async Task<OpenHome> OpenAsync(string path, TimeProvider clock, CancellationToken cancellation)
    {
        var settings = RapportSettings.LoadOrCreate(path);
        return new OpenHome(path, settings, await RapportStore.OpenAsync(settings.StorageAt(path), clock, cancellation), clock);
    }

    /// <summary>Takes a tenant's stored catalogue and its newest model into <see cref="Shops"/>.</summary>
    /// <returns>False where there is no model yet.</returns>
    public async Task<bool> LoadAsync(TenantId tenant, CancellationToken cancellation)
    {
        await LoadCatalogueAsync(tenant, cancellation);
        if (Tunings.Read(tenant) is { } tuning)
            Trainer.Use(tenant, tuning.Chosen);
        return await Trainer.LoadAsync(tenant, cancellation);
    }

    /// <summary>The settings a tenant's last tuning chose; null where it was never tuned.</summary>
    public ModelSettings? TunedSettingsOf(TenantId tenant) => Tunings.Read(tenant)?.Chosen;

    /// <summary>Adds or replaces items of a tenant.</summary>
    public async Task PutItemsAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation)
    {
        await Store.Catalogue.UpsertAsync(tenant, items, cancellation);
        await LoadCatalogueAsync(tenant, cancellation);
    }

    /// <summary>Takes a tenant's stored catalogue, which was changed, into <see cref="Shops"/>.</summary>
    /// <param name="becameSensitive">Something in it became sensitive: what was stored of it goes (ground rule 6).</param>
    public async Task<ItemCatalogue> TakeCatalogueAsync(TenantId tenant, bool becameSensitive, CancellationToken cancellation)
    {
        await LoadCatalogueAsync(tenant, cancellation);
        if (becameSensitive)
            await Upkeep.RunAsync(tenant, CancellationToken.None);
        return Shops[tenant].Catalogue;
    }

    /// <summary>Adds a tenant to the settings, or replaces the one of that id.</summary>
    public void PutTenant(TenantSettings tenant)
    {
        Settings = Settings.With(tenant);
        Settings.Save(Path);
        Tenant.From(tenant).Open(Shops);
    }

    /// <summary>Trains a tenant's model and lists from nothing, and makes the receipts final that this covers.</summary>
    public async Task<TrainingResult> TrainAsync(TenantId tenant, CancellationToken cancellation)
    {
        await Upkeep.RunAsync(tenant, cancellation);
        var pending = await Store.Receipts.ReadPendingAsync(tenant, cancellation);
        var training = await Trainer.TrainAsync(tenant, refreshLists: true, destroySuperseded: true, cancellation);
        await Rights.FinaliseAsync(tenant, pending, training, cancellation);
        return training;
    }

    /// <summary>Chooses settings for the next trainings of a tenant, and keeps the report in the home. The tenant must be loaded.</summary>
    public async Task<TuningReport> TuneAsync(TenantId tenant, double cpuSeconds, IProgress<string>? progress, CancellationToken cancellation)
    {
        var budget = new TuningBudget(cpuSeconds, () => Environment.CpuUsage.TotalTime.TotalSeconds);
        var report = await new ShopTuner(Store.Customers, Shops, Trainer, Clock).TuneAsync(tenant, budget, progress, cancellation);
        Tunings.Write(tenant, report);
        return report;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private async Task LoadCatalogueAsync(TenantId tenant, CancellationToken cancellation)
    {
        var catalogue = new ItemCatalogue(await Store.Catalogue.ReadAsync(tenant, cancellation));
        var quiz = await Store.Catalogue.ReadQuizAsync(tenant, cancellation);
        var rules = await Store.Rules.ReadRulesAsync(tenant, cancellation);
        Shops.Swap(tenant, shop => shop with { Catalogue = catalogue, Quiz = quiz, Rules = rules });
        await Policies.LoadAsync(tenant, cancellation);
    }
}
