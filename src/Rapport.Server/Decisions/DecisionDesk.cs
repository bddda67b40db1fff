using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Endpoints;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;

namespace Rapport.Server.Decisions;

/// <summary>Where questions are understood (whose shop, which person, which items) and asked; an answer always comes.</summary>
internal sealed class DecisionDesk(Personalizer personalizer, TenantDirectory tenants, Shops shops, TimeProvider clock, ILogger<DecisionDesk> log)
{
    private const int MostListed = 200;
    private const int MostLetters = 200;

    /// <returns>The problem, or null when the question was understood.</returns>
    public ProblemHttpResult? Understand(DecisionQuestion question, string language, HttpContext context, out DecisionRequest request)
    {
        request = null!;
        if (TenantOf(question, context, out var tenant) is { } noTenant)
            return noTenant;
        if (CustomerOf(question, Caller.Of(context), out var customer) is { } noCustomer)
            return noCustomer;
        if (Wire.SurfaceOf(question.Surface) is not { } surface)
            return Problem.Of("unknown-surface", member: "$.surface");
        if (Wire.ChannelOf(question.Channel) is not { } channel)
            return Problem.Of("invalid-value", "site, app, mail or push.", "$.channel");
        if (question.Device?.Length > CustomerId.MaxLength)
            return Problem.Of("invalid-value", member: "$.device");
        if (question.Count is < 1 or > 100)
            return Problem.Of("invalid-value", "1 to 100.", "$.count");
        if (question.Context?.Cart?.Count > MostListed || question.Context?.Visit?.Count > MostListed || question.Exclude?.Count > MostListed
            || question.Context?.Results?.Count > MostListed || question.Filters?.Categories?.Count > MostListed)
            return Problem.Of("invalid-value", $"At most {MostListed} items.");

        if (question.Context?.Query?.Length > MostLetters)
            return Problem.Of("invalid-value", $"At most {MostLetters} characters.", "$.context.query");
        if (FiltersOf(question.Filters, out var mistake) is not { } filters)
            return Problem.Of("invalid-value", member: "$.filters." + mistake);

        var catalogue = shops[tenant.Id].Catalogue;
        var ignored = new List<string>(0);
        request = new DecisionRequest(
            tenant.Id,
            surface,
            customer,
            question.Context?.Item is { } item ? Known([item], catalogue, "context.item", ignored).Select(id => (ItemId?)id).FirstOrDefault() : null,
            Known(question.Context?.Cart, catalogue, "context.cart", ignored),
            question.Context?.Category,
            Known(question.Context?.Visit, catalogue, "context.visit", ignored),
            Named(question.Exclude),
            question.Count,
            language,
            Query: question.Context?.Query,
            Results: Named(question.Context?.Results),
            Filters: filters,
            Channel: channel,
            Device: question.Device,
            Signals: RequestSignals.Of(context.Request));
        if (PlaylistReader.Read(question.Playlist, ref request) is { } noPlaylist)
            return noPlaylist;
        if (ignored.Count > 0)
            context.Response.Headers["Rapport-Ignored"] = string.Join(',', ignored);
        return null;
    }

    public async Task<Decision> DecideAsync(DecisionRequest request, CancellationToken cancellation)
    {
        try
        {
            return await personalizer.RecommendAsync(request, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A shop page must never break because of a row on it.
            log.DecisionFailed(failure);
            return Plain(request);
        }
    }

    /// <summary>What many choose, without a look at anybody's data.</summary>
    private Decision Plain(DecisionRequest request)
    {
        var shop = shops[request.Tenant];
        var now = clock.GetUtcNow();
        var stranger = request with { Customer = null, Item = null, Cart = [], Category = null, Visit = [] };
        var answer = Recommender.Recommend(stranger, file: null, shop, shop.Policy.On(request.Surface), now);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return new Decision(id, request.Tenant, null, request.Surface, now, answer.Tier, answer.Items, answer.HeldBack, [], Purposes.None, shop.ModelHash, shop.Policy.Version, IsDegraded: true);
    }

    private ProblemHttpResult? TenantOf(DecisionQuestion question, HttpContext context, out Tenant tenant)
    {
        var named = question.Tenant ?? (context.Request.Headers.TryGetValue("Rapport-Tenant", out var header) ? header.ToString() : null);
        tenant = Caller.Of(context)?.Tenant ?? (named is null ? null : tenants.Find(named))!;
        if (tenant is null)
            return Problem.Of(named is null ? "tenant-missing" : "unknown-tenant");
        return named is null || named == tenant.Id.Value ? null : Problem.Of("other-tenant");
    }

    private static ProblemHttpResult? CustomerOf(DecisionQuestion question, Caller? caller, out CustomerId? customer)
    {
        customer = (caller as Caller.Person)?.Customer;
        if (question is { Customer: null, AnonymousId: null })
            return null;
        if (question is { Customer: not null, AnonymousId: not null } || (question.Customer ?? question.AnonymousId) is not { Length: > 0 and <= CustomerId.MaxLength } id || string.IsNullOrWhiteSpace(id))
            return Problem.Of("invalid-value", "Name one customer, by customer or by anonymousId.", "$.customer");

        var asked = question.Customer is null ? CustomerId.Anonymous(id) : CustomerId.Known(id);
        switch (caller)
        {
            case Caller.Shop:
                customer = asked;
                return null;
            case Caller.Person person:
                return person.Customer == asked ? null : Problem.Of("other-customer");
            default:
                return Problem.Of("customer-needs-token");
        }
    }

    /// <returns>Null with the name of the member that cannot be taken.</returns>
    private static ItemFilters? FiltersOf(FilterQuestion? asked, out string mistake)
    {
        mistake = "";
        if (asked is null)
            return ItemFilters.None;
        var (from, to) = (0L, long.MaxValue);
        if (asked.PriceFrom is { } least && !Wire.TryPrice(least, out from))
            mistake = "priceFrom";
        else if (asked.PriceTo is { } most && !Wire.TryPrice(most, out to))
            mistake = "priceTo";
        else if (asked.Gender is not (null or "male" or "female"))
            mistake = "gender";
        else if (asked.AgeGroup is not (null or "newborn" or "infant" or "toddler" or "kids" or "adult"))
            mistake = "ageGroup";
        return mistake.Length > 0 ? null : new ItemFilters([.. (asked.Categories ?? []).Where(category => !string.IsNullOrWhiteSpace(category))], asked.InStockOnly, from, to, asked.Gender, asked.AgeGroup);
    }

    /// <summary>The page's own results and what it wants left out, also such as the catalogue does not know: a result is not dropped for that, and leaving out always holds.</summary>
    private static List<ItemId> Named(IReadOnlyList<string>? names) =>
        [.. (names ?? []).Where(name => !string.IsNullOrWhiteSpace(name) && name.Length <= ItemId.MaxLength).Select(name => new ItemId(name))];

    private static List<ItemId> Known(IReadOnlyList<string>? names, ItemCatalogue catalogue, string member, List<string> ignored)
    {
        var known = new List<ItemId>(names?.Count ?? 0);
        foreach (var name in names ?? [])
        {
            if (name is { Length: > 0 and <= ItemId.MaxLength } && !string.IsNullOrWhiteSpace(name) && catalogue.Find(new ItemId(name)) is { } item)
                known.Add(item.Id);
            else if (!ignored.Contains(member))
                ignored.Add(member);
        }

        return known;
    }
}
