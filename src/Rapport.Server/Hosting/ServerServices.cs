using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core;
using Rapport.Core.Balance;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Model.Tuning;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Anonymised;
using Rapport.Core.Rights.Requests;
using Rapport.Core.Simulation;
using Rapport.Server.Authority;
using Rapport.Server.Balance;
using Rapport.Server.Boundary;
using Rapport.Server.Campaigns;
using Rapport.Server.Catalogue;
using Rapport.Server.Compliance;
using Rapport.Server.Decisions;
using Rapport.Server.Endpoints;
using Rapport.Server.Experiments;
using Rapport.Server.Health;
using Rapport.Server.Intake;
using Rapport.Server.Mail;
using Rapport.Server.Problems;
using Rapport.Server.Rights;
using Rapport.Server.Tact;
using Rapport.Server.Training;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Hosting;

/// <summary>What the container holds: the ports of an open store, the core over them, the desks of the edge.</summary>
internal static class ServerServices
{
    /// <remarks>The container disposes what a factory gave it and not what it was handed: the store, and through it the ports, once.</remarks>
    public static IServiceCollection AddStore(this IServiceCollection services, RapportStore store) => services
        .AddSingleton(_ => store)
        .AddSingleton(store.Customers)
        .AddSingleton(store.Catalogue)
        .AddSingleton(store.Rules)
        .AddSingleton(store.Documents)
        .AddSingleton(store.Models)
        .AddSingleton(store.Decisions)
        .AddSingleton(store.Audit)
        .AddSingleton(store.Receipts)
        .AddSingleton(store.Requests)
        .AddSingleton(store.Residue)
        .AddSingleton(store.Aged);

    public static IServiceCollection AddCore(this IServiceCollection services) => services
        .AddSingleton(services => OpenShops(services.GetRequiredService<TenantDirectory>()))
        .AddSingleton<LiveFigures>()
        .AddSingleton<Personalizer>()
        .AddSingleton<CustomerRights>()
        .AddSingleton<RightsWork>()
        .AddSingleton<PastWork>()
        .AddSingleton<RightsDesk>()
        .AddSingleton<Upkeep>()
        .AddSingleton<ClosedAnswers>()
        .AddSingleton<RecordUpkeep>()
        .AddSingleton<RevenueReader>()
        .AddSingleton<CohortReader>()
        .AddSingleton<OutcomeReader>()
        .AddSingleton<FactReader>()
        .AddSingleton<Simulator>()
        .AddSingleton(services => new ModelTrainer(
            services.GetRequiredService<ICustomerStore>(),
            services.GetRequiredService<IModelVault>(),
            services.GetRequiredService<Shops>(),
            services.GetRequiredService<TimeProvider>(),
            mostKept: services.GetRequiredService<RapportSettings>().KeptEvents))
        .AddSingleton<ShopTuner>();

    private static Shops OpenShops(TenantDirectory tenants)
    {
        var shops = new Shops();
        foreach (var tenant in tenants.All)
            tenant.Open(shops);
        return shops;
    }

    public static IServiceCollection AddDesks(this IServiceCollection services)
    {
        services.AddSingleton<Catalogues>().AddSingleton<RuleBook>().AddSingleton<PolicyBook>().AddSingleton<PolicyGates>().AddSingleton<ProposalBook>().AddSingleton<SimulationDesk>().AddSingleton<ExperimentBook>().AddSingleton<PulseDesk>().AddSingleton(services => new RuleVersions(services.GetRequiredService<RapportOptions>().Home)).AddSingleton<ShopChanges>().AddSingleton<ListCalendar>().AddSingleton(services => new TuningReports(services.GetRequiredService<RapportOptions>().Home)).AddSingleton<Trainings>();
        services.AddSingleton<IntakeDesk>().AddSingleton<DecisionDesk>().AddSingleton<Access>().AddSingleton<ReceiptDesk>().AddSingleton<RequestAnswers>().AddSingleton<PersonSummaries>().AddSingleton<Archive>();
        services.AddSingleton<SignInLinks>().AddSingleton<MailService>().AddHostedService(services => services.GetRequiredService<MailService>());
        services.AddSingleton<RetentionService>().AddHostedService(services => services.GetRequiredService<RetentionService>());
        services.AddSingleton<CampaignBook>().AddSingleton<CampaignDesk>().AddSingleton<MailNames>().AddSingleton<Suppressions>().AddSingleton<WayOut>().AddSingleton<CampaignSender>();
        services.AddSingleton<KeyRotations>();
        services.AddSingleton<ComplianceBook>().AddSingleton<SecurityPosture>().AddSingleton<LawChecks>().AddSingleton<ComplianceDesk>().AddSingleton<AlarmDesk>();
        services.AddSingleton<ComplianceService>().AddHostedService(services => services.GetRequiredService<ComplianceService>());
        services.AddSingleton<HealthWatch>().AddHostedService(services => services.GetRequiredService<HealthWatch>());
        services.AddSingleton<StorageCheck>().AddSingleton<FactsDesk>().AddSingleton<RegisterDesk>();
        services.AddSingleton(services => new BreachRegister(services.GetRequiredService<RapportOptions>().Home, services.GetRequiredService<ICustomerStore>(), services.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BalanceBook>().AddHostedService<BalanceService>();
        return services.AddHostedService<FieldUseKeeper>().AddHostedService<TrainingService>();
    }

    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddSingleton<Repeats>().AddProblemDetails().AddExceptionHandler<Surprises>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // A body that cannot be read becomes a problem that names the place, not a bare 400.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }
}
