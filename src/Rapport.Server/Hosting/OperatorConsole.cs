using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Catalogue;
using Rapport.Server.Compliance;
using Rapport.Server.Rights;
using Rapport.Server.Training;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Hosting;

/// <summary>The operator console, opened by a shop's secret key. Its cookies are sealed with keys of the home.</summary>
internal static class OperatorConsole
{
    public static IServiceCollection AddOperatorConsole(this IServiceCollection services, RapportOptions options, TenantDirectory tenants, RapportStore store)
    {
        services.AddDataProtection().SetApplicationName("rapport").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Home, "keys", "console")));
        var reports = new EvaluationReports(options.Home);
        return services.AddRapportConsole(provider => Options(tenants, store, reports, provider));
    }

    private static ConsoleOptions Options(TenantDirectory tenants, RapportStore store, EvaluationReports reports, IServiceProvider provider)
    {
        var door = provider.GetRequiredService<Doorkeeper>();
        var house = provider.GetRequiredService<HouseKeeper>();
        var book = provider.GetRequiredService<RuleBook>();
        return new ConsoleOptions
        {
            EntrantOfKey = door.EntrantOfKey,
            MayNow = door.MayNow,
            SignIn = provider.GetRequiredService<SignInDesk>().TryAsync,
            Providers = OperatorSignIn.ProvidersOf(tenants),
            Close = (entrant, until, cancellation) => house.CloseAsync(entrant.Session, until, cancellation),
            Tenants = () => [.. tenants.All.Select(tenant => new ConsoleTenant(tenant.Id, tenant.Name, tenant.IsSample))],
            Checks = _ => Task.FromResult(Checks(store.Health)),
            Posture = async (tenant, cancellation) => [.. (await provider.GetRequiredService<SecurityPosture>().ReadAsync(tenant, cancellation)).Select(check => check.Holds)],
            Alarms = (tenant, cancellation) => AlarmsAsync(provider.GetRequiredService<AlarmDesk>(), tenants.Find(tenant.Value)!, cancellation),
            PutRules = (visit, read, rules, cancellation) => book.PutAsync(visit.Tenant.Id, visit.Name, rules, RuleBook.VersionOf(read), cancellation),
            PutQuiz = provider.GetRequiredService<Catalogues>().PutQuizAsync,
            Publication = provider.GetRequiredService<Trainings>().LastPublicationOf,
            Tuning = provider.GetRequiredService<TuningReports>().Read,
            Quality = reports.ReadQuality,
            Value = reports.ReadValue,
            SecretKeys = tenant => provider.GetRequiredService<SecretKeys>().Of(tenant.Value),
            RotateKeys = provider.GetRequiredService<KeyRotations>().RunAsync,
            DataChanged = tenant => provider.GetRequiredService<ShopChanges>().Note(tenant),
            Archive = async (tenant, customer, language, cancellation) =>
                provider.GetRequiredService<Archive>().Pack(await provider.GetRequiredService<Access>().ReadAsync(new Subject(tenants.Find(tenant.Value)!, customer), cancellation), language),
            Evidence = provider.GetRequiredService<RequestAnswers>().Evidence,
            BreachNotice = async (tenant, breach, language, cancellation) => BreachNotice.Draft(
                breach, tenants.Find(tenant.Value)!.Name, await provider.GetRequiredService<BreachRegister>().ConcernedAsync(tenant, breach, cancellation), FactsTexts.In(language)),
        };
    }

    private static async Task<IReadOnlyList<ConsoleAlarm>> AlarmsAsync(AlarmDesk desk, Tenant tenant, CancellationToken cancellation)
    {
        var spoken = new Dictionary<string, IReadOnlyList<Alarm>>(StringComparer.Ordinal);
        foreach (var language in FactsTexts.Languages)
            spoken[language] = await desk.ReadAsync(tenant, language, cancellation);
        // An alarm that comes or goes between two languages waits for the next look.
        return [.. spoken[FactsTexts.Languages[0]]
            .Where(alarm => spoken.Values.All(alarms => alarms.Any(other => (other.Kind, other.Code) == (alarm.Kind, alarm.Code))))
            .Select(alarm => new ConsoleAlarm(alarm.Kind, alarm.Code, spoken.ToDictionary(pair => pair.Key, pair => pair.Value.First(other => (other.Kind, other.Code) == (alarm.Kind, alarm.Code)).Text)))];
    }

    private static IReadOnlyList<ConsoleCheck> Checks(StorageHealth health) =>
    [
        new("store", health.StoreAvailable, health.StoreAvailable ? null : "The disk is full or the database away."),
        new("keys", health.KeysAvailable, health.KeysAvailable ? null : "The keys cannot be read: only plain content is served."),
        new("decisionLog", health.DecisionLogAvailable, health.DecisionLogAvailable ? null : "The decision log takes no lines: only plain content is served."),
    ];
}
