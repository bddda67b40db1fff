using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Campaigns;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The way out of all mailings, by the link in each mail and by one click of the mail program (RFC 8058).</summary>
internal static class UnsubscribeEndpoints
{
    public static void MapUnsubscribe(this RouteGroupBuilder v1)
    {
        var wayOut = v1.MapGroup("unsubscribe/{wayOut}").WithTags("Campaigns").Needs(Permissions.None).RequireRateLimiting(Limits.Open);
        wayOut.MapGet("", Ask).WithName("ask-unsubscribe");
        wayOut.MapPost("", Leave).WithName("unsubscribe");
    }

    /// <summary>A page with one button. Opening it changes nothing: programs that look at links open it too.</summary>
    internal static Results<ContentHttpResult, ProblemHttpResult> Ask(string wayOut, MailNames names, TenantDirectory tenants) =>
        names.Read(wayOut) is { } found && tenants.Find(found.Tenant.Value) is { } tenant ? Page(tenant.Name, found.Language, isDone: false) : Problem.Of("wrong-link");

    /// <summary>Takes the customer's yes to mail back, at once and with no further question, whatever the body says.</summary>
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Leave(string wayOut, MailNames names, TenantDirectory tenants, WayOut way, CancellationToken cancellation)
    {
        if (names.Read(wayOut) is not { } found || tenants.Find(found.Tenant.Value) is not { } tenant)
            return Problem.Of("wrong-link");
        await way.TakeAsync(found.Tenant, found.Customer, found.Language, "mail", cancellation);
        return Page(tenant.Name, found.Language, isDone: true);
    }

    private static ContentHttpResult Page(string shop, string language, bool isDone)
    {
        var isGerman = language.StartsWith("de", StringComparison.OrdinalIgnoreCase);
        var (title, words, button) = (isGerman, isDone) switch
        {
            (true, true) => ("Keine Mails mehr", "Das ist erledigt: Sie bekommen keine solchen Mails mehr.", ""),
            (true, false) => ("Keine Mails mehr", "Mit diesem Knopf bekommen Sie keine solchen Mails mehr. Es gilt sofort.", "Keine Mails mehr"),
            (false, true) => ("No more mails", "Done: you get no more mails like this.", ""),
            (false, false) => ("No more mails", "With this button you get no more mails like this. It holds at once.", "No more mails"),
        };
        return TypedResults.Text(Markup.Of($"""
            <!doctype html>
            <html lang="{(isGerman ? "de" : "en")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · {shop}</title>
            <link rel="stylesheet" href="/privacy/page.css">
            <link rel="icon" href="data:,">
            </head>
            <body>
            <header><p class="shop">{shop}</p></header>
            <main>
            <h1>{title}</h1>
            <p class="lead">{words}</p>
            {(isDone ? Markup.Of($"") : Markup.Of($"""<form method="post"><button type="submit">{button}</button></form>"""))}
            </main>
            </body>
            </html>
            """).Html, "text/html; charset=utf-8");
    }
}
