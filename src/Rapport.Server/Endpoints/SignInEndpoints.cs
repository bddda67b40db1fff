using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Mail;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The way into the privacy centre by e-mail. Whoever asks gets the same answer, whether anybody of that address is known or not.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this RouteGroupBuilder v1)
    {
        var open = v1.MapGroup("sign-in").WithTags("Rights").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);
        open.MapPost("", Ask).WithName("ask-sign-in");
        open.MapPost("redeem", Redeem).WithName("redeem-sign-in");
    }

    /// <summary>Mails a link. With a secret key: to the address of the customer it names. Without: where the shop's customer ids are addresses.</summary>
    internal static async Task<Results<Accepted, ProblemHttpResult>> Ask(SignInRequest body, HttpContext context, TenantDirectory tenants, CustomerRights rights, SignInLinks links, MailService mails, CancellationToken cancellation)
    {
        if (!Addresses.IsOne(body.Email))
            return Problem.Of("invalid-value", member: "$.email");
        var shop = Caller.Of(context) as Caller.Shop;
        // A link to a customer of one's choice is a key to that customer's data.
        if (shop is not null && !shop.May.HasFlag(Permissions.Customers))
            return Problem.Of("key-out-of-scope");
        if ((shop?.Tenant ?? tenants.Find(body.Tenant ?? "")) is not { Mail: { } mail } tenant)
            return TypedResults.Accepted((string?)null);
        var customer = shop is not null && body.Customer is not null ? CustomerId.Named(body.Customer, isAnonymous: false)
            : mail.CustomersAreAddresses ? CustomerId.Named(body.Email, isAnonymous: false)
            : default(CustomerId?);
        if (customer is { } named && await IsKnownAsync(tenant, named, rights, cancellation) && links.Make(tenant, named) is { } secret)
            mails.Send(new LinkMail(tenant, body.Email, secret, body.Language));
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>Gives a link back for a customer token of half an hour. A link works once.</summary>
    internal static Results<Ok<LinkOpened>, ProblemHttpResult> Redeem(RedeemRequest body, SignInLinks links) =>
        body.Link.Length <= 128 && links.Redeem(body.Link) is { } token ? TypedResults.Ok(new LinkOpened(token, (int)SignInLinks.TokenLife.TotalSeconds)) : Problem.Of("wrong-link");

    private static async Task<bool> IsKnownAsync(Tenant tenant, CustomerId customer, CustomerRights rights, CancellationToken cancellation) =>
        (await rights.ReadAsync(tenant.Id, customer, cancellation)).Ledger.Entries.Count > 0;
}

/// <summary>Who wants a link.</summary>
/// <param name="Email">Where it is sent; it is kept nowhere.</param>
/// <param name="Tenant">The shop; with a secret key it is the key's.</param>
/// <param name="Customer">With a secret key only: whose data the link opens.</param>
internal sealed record SignInRequest(string Email, string? Tenant = null, string? Customer = null, string Language = "en");

/// <summary>The secret of a link: what stands after <c>rapport-link=</c>.</summary>
internal sealed record RedeemRequest(string Link);

/// <summary>A customer token.</summary>
internal sealed record LinkOpened(string Token, int ExpiresInSeconds);
