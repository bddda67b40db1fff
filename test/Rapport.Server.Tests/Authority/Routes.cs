using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Authority;

/// <summary>Every address of the running server, and whose data it answers with. A new address is classified here before it ships.</summary>
internal static class Routes
{
    /// <summary>What an address speaks of.</summary>
    internal enum Speaks
    {
        /// <summary>The same for everybody, or what its shop shows to anybody.</summary>
        Openly,

        /// <summary>Of the shop that the credential names, and of no other.</summary>
        OfTheCredentialsShop,

        /// <summary>Of the whole house.</summary>
        OfTheHouse,
    }

    /// <summary>A body that the address takes, for the addresses that take one. <c>@</c> stands for the customer.</summary>
    private static readonly Dictionary<string, (Speaks Speaks, string? Body)> Classes = new(StringComparer.Ordinal)
    {
        ["GET /health"] = (Speaks.Openly, null),
        ["GET /openapi/{documentName}.json"] = (Speaks.Openly, null),
        ["GET /docs/{documentName?}"] = (Speaks.Openly, null),
        ["GET /docs/favicon.svg"] = (Speaks.Openly, null),
        ["GET /.well-known/gpc.json"] = (Speaks.Openly, null),
        ["GET /docs/scalar.js"] = (Speaks.Openly, null),
        ["GET /docs/scalar.aspnetcore.js"] = (Speaks.Openly, null),
        ["* /metrics"] = (Speaks.OfTheHouse, null),
        ["GET /v1/projects/{writeKey}/settings"] = (Speaks.Openly, null),
        ["GET /v1/purposes"] = (Speaks.Openly, null),
        ["GET /v1/signals"] = (Speaks.Openly, null),
        ["GET /v1/policy/plain"] = (Speaks.Openly, null),
        ["GET /v1/privacy-facts"] = (Speaks.Openly, null),
        ["GET /privacy/page.css"] = (Speaks.Openly, null),
        ["GET /privacy/{tenant}/facts"] = (Speaks.Openly, null),
        ["GET /privacy/{tenant}/not-collected"] = (Speaks.Openly, null),
        ["GET /v1/quiz"] = (Speaks.Openly, null),
        ["GET /v1/keys"] = (Speaks.Openly, null),

        // By an id nobody can guess, that its owner was given.
        ["GET /v1/receipts/{id}"] = (Speaks.Openly, null),
        ["POST /v1/decisions"] = (Speaks.OfTheCredentialsShop, """{"surface":"home","customer":"@","context":{"visit":["tent"]}}"""),
        ["POST /v1/explain"] = (Speaks.OfTheCredentialsShop, """{"surface":"home","item":"tent","persona":{"past":[{"kind":"bought","item":"stove"}]}}"""),
        ["GET /v1/consents"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/consents"] = (Speaks.OfTheCredentialsShop, """{"choices":[{"purpose":"recommendations","granted":false,"textVersion":"recommendations/1"}],"language":"en","surface":"home","customer":"@"}"""),
        ["POST /v1/consents/cookieconsent"] = (Speaks.OfTheCredentialsShop, """{"consentId":"c","acceptType":"necessary","acceptedCategories":[],"rejectedCategories":["recommendations"]}"""),
        ["GET /v1/customers/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/customers/{id}/export"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/customers/{id}/consents/records"] = (Speaks.OfTheCredentialsShop, null),
        ["DELETE /v1/customers/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["DELETE /v1/customers/{id}/items/{item}"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/customers/{id}/child"] = (Speaks.OfTheCredentialsShop, """{"isChild":true}"""),
        ["POST /v1/customers/{id}/hides"] = (Speaks.OfTheCredentialsShop, """{"item":"tent"}"""),
        ["DELETE /v1/customers/{id}/hides/{item}"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/customers/{id}/exclusions"] = (Speaks.OfTheCredentialsShop, """{"item":"tent"}"""),
        ["DELETE /v1/customers/{id}/exclusions/{item}"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/customers/{id}/gifts"] = (Speaks.OfTheCredentialsShop, """{"item":"tent"}"""),
        ["DELETE /v1/customers/{id}/gifts/{item}"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/customers/{id}/strength"] = (Speaks.OfTheCredentialsShop, """{"strength":"half"}"""),
        ["POST /v1/customers/{id}/past"] = (Speaks.OfTheCredentialsShop, """{"anonymousId":"@"}"""),
        ["POST /v1/customers/{id}/quiz"] = (Speaks.OfTheCredentialsShop, """{"answers":{"where":"outside"}}"""),
        ["DELETE /v1/customers/{id}/quiz"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/archive"] = (Speaks.OfTheCredentialsShop, """{"customer":"@"}"""),
        ["GET /v1/exports/anonymised"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/retention"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/retention/run"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/policy"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/policy"] = (Speaks.OfTheCredentialsShop, """{"preset":"balanced-shop"}"""),
        ["GET /v1/policy/versions"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/policy/catalogue"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/policy/simulate"] = (Speaks.OfTheCredentialsShop, """{"days":7}"""),
        ["GET /v1/policy/proposals"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/policy/proposals"] = (Speaks.OfTheCredentialsShop, """{"policy":{"preset":"balanced-shop"}}"""),
        ["POST /v1/policy/proposals/{id}/approve"] = (Speaks.OfTheCredentialsShop, "{}"),
        ["POST /v1/policy/proposals/{id}/decline"] = (Speaks.OfTheCredentialsShop, "{}"),
        ["POST /v1/policy/rollback"] = (Speaks.OfTheCredentialsShop, """{"version":1}"""),
        ["GET /v1/experiments"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/experiments/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/experiments/{id}"] = (Speaks.OfTheCredentialsShop, """{"kind":"holdOut","surfaces":["home"],"controlShare":0.1}"""),
        ["GET /v1/outcomes"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/pulse"] = (Speaks.OfTheCredentialsShop, null),

        // By a ticket nobody can guess, that says nothing of whom it was given to.
        ["POST /v1/pulse"] = (Speaks.Openly, """{"ticket":"0123456789","agrees":true}"""),
        ["POST /v1/keys/rotations"] = (Speaks.OfTheHouse, null),
        ["GET /v1/campaigns"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/campaigns/suppressions"] = (Speaks.OfTheCredentialsShop, """{"addresses":[{"address":"eve@example.org","reason":"bounce"}]}"""),
        ["GET /v1/campaigns/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/campaigns/{id}"] = (Speaks.OfTheCredentialsShop, """{"template":{"en":{"subject":"News","text":"Hello"}}}"""),
        ["POST /v1/campaigns/{id}/preview"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/campaigns/{id}/names"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/campaigns/{id}/send"] = (Speaks.OfTheCredentialsShop, """{"recipients":[{"customer":"@","address":"eve@example.org"}]}"""),
        ["GET /v1/campaigns/{id}/results"] = (Speaks.OfTheCredentialsShop, null),

        // By a sealed secret that stands in a customer's own mail.
        ["GET /v1/unsubscribe/{wayOut}"] = (Speaks.Openly, null),
        ["POST /v1/unsubscribe/{wayOut}"] = (Speaks.Openly, null),
        ["GET /v1/breaches"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/breaches"] = (Speaks.OfTheCredentialsShop, "{}"),
        ["POST /v1/breaches/{id}/reported"] = (Speaks.OfTheCredentialsShop, "{}"),
        ["GET /v1/breaches/{id}/affected"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/breaches/{id}/notice"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/compliance"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/compliance/run"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/compliance/attestations"] = (Speaks.OfTheCredentialsShop, """{"check":"restore-drill","evidence":"protocol 12"}"""),
        ["GET /v1/processing-register"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/processing-register/paper"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/impact-assessment"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/alarms"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/sign-in"] = (Speaks.OfTheCredentialsShop, """{"email":"eve@example.org","tenant":"demo","customer":"@"}"""),
        ["POST /v1/sign-in/redeem"] = (Speaks.OfTheCredentialsShop, """{"link":"0123456789"}"""),
        ["POST /v1/requests"] = (Speaks.OfTheCredentialsShop, """{"right":"access","regime":"gdpr","customer":"@"}"""),
        ["GET /v1/requests"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/requests/plan"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/requests/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/requests/{id}/do"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/requests/{id}/extend"] = (Speaks.OfTheCredentialsShop, """{"reason":"many requests"}"""),
        ["POST /v1/requests/{id}/refuse"] = (Speaks.OfTheCredentialsShop, """{"reason":"not the customer"}"""),
        ["PUT /v1/items"] = (Speaks.OfTheCredentialsShop, """{"items":[{"id":"tent","title":"Somebody else's tent","category":"Outdoor","price":"1.00"}]}"""),
        ["GET /v1/items/{id}"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/rules"] = (Speaks.OfTheCredentialsShop, null),
        ["PUT /v1/rules"] = (Speaks.OfTheCredentialsShop, """{"rules":[]}"""),
        ["POST /v1/rules/rollback"] = (Speaks.OfTheCredentialsShop, """{"version":"0123456789abcdef"}"""),
        ["PUT /v1/quiz"] = (Speaks.OfTheCredentialsShop, """{"questions":[]}"""),
        ["GET /v1/model"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/model/train"] = (Speaks.OfTheCredentialsShop, "{}"),
        ["GET /v1/figures"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/balance"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/balance/export"] = (Speaks.OfTheCredentialsShop, null),
        ["POST /v1/balance/steps"] = (Speaks.OfTheCredentialsShop, """{"action":"quiz"}"""),
        ["GET /v1/revenue"] = (Speaks.OfTheCredentialsShop, null),
        ["GET /v1/cohorts"] = (Speaks.OfTheCredentialsShop, null),
    };

    static Routes()
    {
        foreach (var address in (string[])["batch", "b", "track", "t", "identify", "i", "page", "p", "screen", "s", "group", "g", "alias", "a"])
            Classes[$"POST /v1/{address}"] = (Speaks.OfTheCredentialsShop, """{"batch":[{"type":"track","event":"Product Viewed","userId":"@","properties":{"product_id":"tent"}}],"type":"track","event":"Product Viewed","userId":"@","properties":{"product_id":"tent"}}""");
    }

    /// <summary>What the server answers to.</summary>
    internal static IReadOnlyList<Route> Of(RunningServer server) =>
    [
        .. from endpoint in server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
           where endpoint.RoutePattern.RawText is { } text && !IsConsole(endpoint)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]
           let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           let known = Classes.TryGetValue($"{method} {path}", out var found) ? found : default((Speaks, string?)?)
           select new Route(method == "*" ? "GET" : method, path, known?.Item1, known?.Item2),
    ];

    /// <summary>The console stands in a branch of its own, under <c>/console</c>; the tests of its pages and door hold it.</summary>
    private static bool IsConsole(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any(data => data.Policy?.StartsWith(Console.ConsoleHosting.Scheme, StringComparison.Ordinal) == true)
        || Console.ConsoleHosting.OpenAddresses.Contains(endpoint.RoutePattern.RawText!);

    /// <param name="Speaks">Null where nobody has said.</param>
    internal sealed record Route(string Method, string Path, Speaks? Speaks, string? Body)
    {
        /// <summary>The address with its places filled.</summary>
        internal string At(string customer, string other, string item) =>
            Path.Replace("{id}", Path.Contains("customers", StringComparison.Ordinal) ? customer : Path.Contains("items", StringComparison.Ordinal) ? item : other, StringComparison.Ordinal)
                .Replace("{item}", item, StringComparison.Ordinal).Replace("{wayOut}", "unknown", StringComparison.Ordinal).Replace("{writeKey}", "wk_unknown", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "v1", StringComparison.Ordinal);
    }
}
