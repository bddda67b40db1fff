using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Model.Measuring;
using Rapport.Core.Model.Tuning;
using Rapport.Core.Recommendations;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Console.Tests;

/// <summary>A real shop in a temporary home: one customer said yes, bought an apron, asked for a row, and one was forgotten.</summary>
public sealed class OpenShop : IAsyncDisposable
{
    /// <summary>What must never be seen in the console.</summary>
    public const string CustomerName = "anna.holm@example.org";

    public const string SecretKey = "sk_open_sesame";

    public static readonly TenantId Tenant = new("hearth");

    private readonly string _home = Path.Combine(Path.GetTempPath(), "rapport-console-" + Path.GetRandomFileName());

    private OpenShop()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        Figures = new LiveFigures(Clock);
        House = new HouseKeeper(HouseBook.Of(_home), Clock);
        Options = new ConsoleOptions
        {
            EntrantOfKey = key => key == SecretKey ? new Entrant(Tenant, EntrantKind.Key, "first", "stamp") : null,
            MayNow = entrant => entrant.Kind == EntrantKind.Key && !Closed.Contains(entrant.Session) ? May : Permissions.None,
            SignIn = (tried, _) => Task.FromResult(new SignInAnswer(null, tried.Name == "tired" ? TimeSpan.FromMinutes(2) : null)),
            Close = (entrant, _, _) => Task.FromResult(Closed.Add(entrant.Session)),
            Tenants = () => IsClosed ? [] : [new ConsoleTenant(Tenant, "Hearth & Home", IsSample: true)],
            Checks = _ => Task.FromResult<IReadOnlyList<ConsoleCheck>>([new("store", true), new("model", ModelFault is null, ModelFault)]),
            PutRules = async (visit, read, rules, cancellation) =>
            {
                var tenant = visit.Tenant.Id;
                if (read != (Shops[tenant].Rules ?? Core.Recommendations.Rules.BusinessRules.None))
                    return false;
                await Store.Rules.SaveRulesAsync(tenant, rules, cancellation);
                Shops.Swap(tenant, shop => shop with { Rules = rules });
                return true;
            },
            PutQuiz = async (tenant, quiz, cancellation) =>
            {
                await Store.Catalogue.SaveQuizAsync(tenant, quiz, cancellation);
                Shops.Swap(tenant, shop => shop with { Quiz = quiz });
            },
            Tuning = _ => Tuned,
            Quality = _ => Measured,
            Value = _ => Valued,
            Archive = async (tenant, customer, language, cancellation) => System.Text.Encoding.UTF8.GetBytes($"{language}: {(await Store.Customers.ReadAsync(tenant, customer, cancellation)).History.Count} of {customer.Value}"),
            SecretKeys = tenant => [.. House.Book.Read().Keys.Where(key => key.Tenant == tenant.Value)],
            RotateKeys = (_, _, _) => Task.FromResult<KeyRotationResult?>(KeyRotation.Run(Path.Combine(_home, "keys"), to: null, cancellation: CancellationToken.None)),
            Evidence = request => System.Text.Encoding.UTF8.GetBytes($"{request.Id} {request.Status}"),
            BreachNotice = (_, breach, language, _) => Task.FromResult($"{language}: {breach.Scope} lay open."),
        };
    }

    public FakeTimeProvider Clock { get; }

    public LiveFigures Figures { get; }

    public Shops Shops { get; } = new();

    public ConsoleOptions Options { get; }

    public HouseKeeper House { get; }

    public RapportStore Store { get; private set; } = null!;

    public Personalizer Personalizer { get; private set; } = null!;

    /// <summary>What the operator may do now.</summary>
    public Permissions May { get; set; } = Permissions.All;

    public bool IsClosed { get; set; }

    /// <summary>Stays that are over.</summary>
    public HashSet<string> Closed { get; } = [];

    public string? ModelFault { get; set; }

    public TuningReport? Tuned { get; set; }

    public QualityReport? Measured { get; set; }

    public ValueReport? Valued { get; set; }

    public static async Task<OpenShop> OpenAsync(CancellationToken cancellation)
    {
        var shop = new OpenShop();
        shop.Store = await RapportStore.OpenAsync(new StorageOptions { Home = shop._home }, shop.Clock, cancellation);
        shop.Personalizer = new Personalizer(shop.Store.Customers, shop.Store.Decisions, shop.Store.Receipts, shop.Shops, shop.Figures, shop.Clock);
        await shop.LiveADayAsync(cancellation);
        return shop;
    }

    /// <summary>What the host registers for the console.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(Clock).AddSingleton(Figures).AddSingleton(Shops).AddSingleton(Personalizer)
        .AddSingleton(Store.Customers).AddSingleton(Store.Decisions).AddSingleton(Store.Receipts).AddSingleton(Store.Audit).AddSingleton(Store.Requests).AddSingleton(Store.Residue)
        .AddSingleton<CustomerRights>().AddSingleton<RightsWork>().AddSingleton<RightsDesk>()
        .AddSingleton(House).AddSingleton(new BreachRegister(_home, Store.Customers, Clock));

    /// <summary>A stay at the console as somebody who may do what <see cref="May"/> says.</summary>
    public OperatorVisit Visit() => new(Options.Tenants()[0], Clock.GetUtcNow().AddHours(8)) { Entrant = Options.EntrantOfKey(SecretKey), May = May };

    /// <summary>What was written down, the oldest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> AuditAsync() => [.. (await Store.Audit.ReadAsync(Tenant, null, 1_000, TestContext.Current.CancellationToken)).Reverse()];

    public Task<Core.Decisions.Decision> AskAsync(CancellationToken cancellation) =>
        Personalizer.RecommendAsync(new DecisionRequest(Tenant, Surface.Home, CustomerId.Known(CustomerName), null, [], null, [], [], 4, "en"), cancellation);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task LiveADayAsync(CancellationToken cancellation)
    {
        var apron = new ItemId("apron-1");
        Shops.Swap(Tenant, shop => shop with { Catalogue = new ItemCatalogue([new CatalogueItem(apron, "Linen apron", "Kitchen > Aprons", 3200, "EUR")]) });
        var anna = CustomerId.Known(CustomerName);
        var now = Clock.GetUtcNow();
        await Store.Customers.ChangeAsync(
            Tenant,
            anna,
            file =>
            {
                file.Choose(new ConsentEntry(Purposes.Recommendations, ConsentChoice.Granted, now, "recommendations/1", "en", "home", ConsentSource.Customer));
                file.Choose(new ConsentEntry(Purposes.Email, ConsentChoice.Refused, now, "email/1", "en", "home", ConsentSource.Customer));
                return true;
            },
            cancellation);
        await Personalizer.RecordAsync(
            Tenant,
            [Order("m-1", anna, apron, now), Order("m-2", CustomerId.Known("somebody-else@example.org"), apron, now)],
            cancellation);
        Figures.Dropped(Tenant, "context.ip", 3);
        await AskAsync(cancellation);
        await Store.Decisions.FlushAsync(cancellation);
        await Store.Receipts.SaveAsync(Tenant, new ErasureReceipt("r-1", Tenant.Value, "erasure", now.AddHours(-3), new Dictionary<string, long>(), "", null, null, []), cancellation);
    }

    private static Event Order(string message, CustomerId customer, ItemId item, DateTimeOffset at) =>
        new(message, customer, EventKind.OrderCompleted, at, at, [new EventLine(item, 1, 3200)], "o-" + message, null, null);
}
