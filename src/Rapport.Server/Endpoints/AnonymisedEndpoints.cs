using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Rights.Anonymised;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Data that leave without anybody in them being told apart.</summary>
internal static class AnonymisedEndpoints
{
    private const int Most = 1_000;

    public static void MapAnonymised(this RouteGroupBuilder v1) =>
        v1.MapGet("exports/anonymised", Read).WithName("anonymised-export").WithTags("Operations").RequireAuthorization(Policies.Shop).Needs(Permissions.Export).RequireRateLimiting(Limits.Caller);

    /// <summary>One row a person who allows measurement and bought something, as coarse as k and l ask for. Refused, with a report and no rows, where too many would have to be left out.</summary>
    internal static async Task<Results<Ok<AnonymisedAnswer>, ProblemHttpResult>> Read(HttpContext context, PersonSummaries people, CancellationToken cancellation, int k = 10, int l = AnonymisedExport.LeastL)
    {
        if (k is < AnonymisedExport.LeastK or > Most || l is < AnonymisedExport.LeastL or > Most)
            return Problem.Of("invalid-value", $"k is at least {AnonymisedExport.LeastK}, l at least {AnonymisedExport.LeastL}.", k is < AnonymisedExport.LeastK or > Most ? "k" : "l");
        var export = AnonymisedExport.Of(await people.ReadAsync(Caller.Of(context)!.Tenant.Id, cancellation), k, l);
        return TypedResults.Ok(new AnonymisedAnswer(export.Report, export.Rows));
    }
}

/// <summary>An anonymised export with the report on how well it hides people.</summary>
internal sealed record AnonymisedAnswer(AnonymityReport Report, IReadOnlyList<AnonymousRow> Rows);
