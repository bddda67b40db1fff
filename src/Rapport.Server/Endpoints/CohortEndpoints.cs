using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Balance;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Who comes back to buy, by what they agreed to: counts, nobody's name.</summary>
internal static class CohortEndpoints
{
    public static void MapCohorts(this RouteGroupBuilder v1) =>
        v1.MapGet("cohorts", Read).WithTags("Figures").WithName("cohorts").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);

    /// <summary>Customers who agreed to measurement, by what else they agreed to, and how many bought again in each period of 30 days after their first order. Cells about few are withheld.</summary>
    internal static async Task<Ok<CohortsAnswer>> Read(HttpContext context, CohortReader cohorts, CancellationToken cancellation)
    {
        var report = await cohorts.ReadAsync(Caller.Of(context)!.Tenant.Id, cancellation);
        return TypedResults.Ok(new CohortsAnswer(report.At, CohortReport.PeriodDays, CohortReport.FewestCustomers, report.Cohorts));
    }
}

/// <summary>Retention by consent cohort.</summary>
/// <param name="FewestCustomers">A cell about fewer is withheld.</param>
internal sealed record CohortsAnswer(DateTimeOffset At, int PeriodDays, int FewestCustomers, IReadOnlyList<Cohort> Cohorts);
