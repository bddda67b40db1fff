using System.Net.Http.Headers;
using System.Text.Json;
using Rapport.Cli.Imports;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>A real server over a throw-away home, and its public API as the shop, its customers and an attacker use it.</summary>
internal sealed class AttackShop : IAsyncDisposable
{
    private const string Tenant = "shop";
    private const int LinesAnEvent = 100;

    private readonly string _home;
    private readonly TenantKeys _keys;
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly HashSet<string> _customers;
    private int _messages;

    private AttackShop(string home, TenantKeys keys, WebApplication app, SettableClock clock, IEnumerable<string> customers)
    {
        (_home, _keys, _app, Clock) = (home, keys, app, clock);
        _customers = new HashSet<string>(customers, StringComparer.Ordinal);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
    }

    internal SettableClock Clock { get; }

    internal static async Task<AttackShop> OpenAsync(OrderBook book, DateTimeOffset start, AttackOptions options, CancellationToken cancellation)
    {
        var home = Directory.CreateTempSubdirectory("rapport-attack-").FullName;
        var keys = TenantKeys.Create();
        var clock = new SettableClock(start);
        await using (var open = await OpenHome.OpenAsync(home, clock, cancellation))
        {
            open.PutTenant(keys.ToSettings(Tenant, "Shop"));
            await open.PutItemsAsync(new TenantId(Tenant), [.. book.All.DistinctBy(row => row.Item).Select(row => new CatalogueItem(row.Item, row.Title, row.Category, row.PriceMinor, "GBP"))], cancellation);
            await new OrdersImport(open, open.Settings.Tenants.Single(), cancellation).RunAsync(
                book.Past, (_, rows) => SampleChoices.Since(rows.Min(row => row.At), start), book.Past.Count, new Dictionary<string, int>(), System.Diagnostics.Stopwatch.StartNew(), new Progress<double>());
        }

        var app = RapportHost.Build(new RapportOptions { Home = home, Listen = "http://127.0.0.1:0", Clock = clock, TrainsInBackground = false }, services: services =>
        {
            services.AddLogging(log => log.ClearProviders());
            var settings = new ModelSettings(Neighbours: options.Neighbours, Support: options.IsProtected ? new ModelSettings().Support : 1);
            services.AddSingleton(inside => new ModelTrainer(
                inside.GetRequiredService<ICustomerStore>(), new SeededVault(inside.GetRequiredService<IModelVault>(), options.Seed), inside.GetRequiredService<Shops>(), clock, settings));
        });
        await app.StartAsync(cancellation);
        return new AttackShop(home, keys, app, clock, book.Past.Select(row => row.Customer));
    }

    /// <summary>Orders as they happen; who is new says yes to both purposes first.</summary>
    internal async Task OrderAsync(IReadOnlyList<OrderRow> rows, CancellationToken cancellation)
    {
        foreach (var customer in rows.Select(row => row.Customer).Distinct().Where(_customers.Add).ToArray())
            await ChooseAsync(customer, granted: true, cancellation, "recommendations", "learning");
        foreach (var order in rows.GroupBy(row => (row.Customer, row.Order)))
            await SendAsync("Order Completed", order.Key.Customer, order.Key.Order, [.. order.Select(row => row.Item.Value).Distinct()], consent: null, cancellation);
    }

    /// <summary>A whole order is given back.</summary>
    internal Task RefundAsync(string customer, string order, CancellationToken cancellation) =>
        SendAsync("Order Refunded", customer, order, [], consent: null, cancellation);

    internal async Task EraseAsync(string customer, CancellationToken cancellation)
    {
        using var request = Ask(HttpMethod.Delete, $"/v1/customers/{Uri.EscapeDataString(customer)}", null, isShop: true);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        _customers.Remove(customer);
    }

    /// <summary>Accounts of the attacker: made with nothing but the public write key and a yes of their own.</summary>
    internal Task JoinAsync(string account, IReadOnlyList<string> items, bool learns, CancellationToken cancellation) =>
        SendAsync("Order Completed", account, "first", items, new { categoryPreferences = new { recommendations = true, learning = learns } }, cancellation);

    internal async Task TrainAsync(CancellationToken cancellation)
    {
        using var request = Ask(HttpMethod.Post, "/v1/model/train", new { refreshLists = true }, isShop: true);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks without credentials for the product page and the cart of each item.</summary>
    internal async Task<SeenLists> LookAsync(IReadOnlyCollection<string> items, CancellationToken cancellation)
    {
        var related = new System.Collections.Concurrent.ConcurrentDictionary<string, string[]>();
        var together = new System.Collections.Concurrent.ConcurrentDictionary<string, string[]>();
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation }, async (item, stop) =>
        {
            related[item] = await ListAsync(new { surface = "product", count = 100, tenant = Tenant, context = new { item } }, isShop: false, "Goes with", stop);
            together[item] = await ListAsync(new { surface = "cart", count = 100, tenant = Tenant, context = new { cart = new[] { item } } }, isShop: false, "Often bought in one order", stop);
        });
        return new SeenLists(related, together);
    }

    /// <summary>What accounts of the attacker are shown for themselves, by account; the shop's key stands for the token the shop would sign for each.</summary>
    internal async Task<SeenLists> LookAsAsync(IEnumerable<string> accounts, CancellationToken cancellation)
    {
        var seen = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var account in accounts)
            seen[account] = await ListAsync(new { surface = "home", count = 100, customer = account }, isShop: true, "Because you", cancellation);
        return new SeenLists(seen, new Dictionary<string, string[]>());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<string[]> ListAsync(object question, bool isShop, string reason, CancellationToken cancellation)
    {
        using var request = Ask(HttpMethod.Post, "/v1/decisions", question, isShop);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        return [.. json.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("reason").GetProperty("text").GetString()!.StartsWith(reason, StringComparison.Ordinal))
            .Select(item => item.GetProperty("id").GetString()!)];
    }

    private async Task ChooseAsync(string customer, bool granted, CancellationToken cancellation, params string[] purposes)
    {
        var choices = purposes.Select(purpose => new { purpose, granted, textVersion = purpose + "/1" });
        using var request = Ask(HttpMethod.Put, "/v1/consents", new { choices, language = "en", surface = "home", customer }, isShop: true);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task SendAsync(string name, string customer, string order, IReadOnlyList<string> items, object? consent, CancellationToken cancellation)
    {
        string[][] chunks = items.Count == 0 ? [[]] : [.. items.Chunk(LinesAnEvent)];
        var events = chunks.Select(chunk => new
        {
            type = "track",
            messageId = $"m{Interlocked.Increment(ref _messages)}",
            userId = customer,
            @event = name,
            properties = new { order_id = order, products = chunk.Select(item => new { product_id = item, quantity = 1 }) },
            context = consent is null ? null : new { consent },
        });
        using var request = Ask(HttpMethod.Post, "/v1/batch", new { batch = events, sentAt = Clock.GetUtcNow() }, isShop: true);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        if (answer.Headers.TryGetValues("Rapport-Refused", out var refused))
            throw new InvalidOperationException($"{name} was refused: {string.Join(',', refused)}");
    }

    private HttpRequestMessage Ask(HttpMethod method, string path, object? body, bool isShop)
    {
        var request = new HttpRequestMessage(method, path);
        if (isShop)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _keys.SecretKey);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return request;
    }
}
