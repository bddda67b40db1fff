using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Balance;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What was bought after it was shown: counts and sums, nobody's name.</summary>
internal static class RevenueEndpoints
{
    public static void MapRevenue(this RouteGroupBuilder v1) =>
        v1.MapGet("revenue", Read).WithTags("Figures").WithName("revenue").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);

    /// <summary>Attributes order lines to the surface that showed the product to its buyer last, before it was bought. Only for those who agreed to measurement; the rest is counted as unknown.</summary>
    internal static async Task<Results<Ok<RevenueAnswer>, ProblemHttpResult>> Read(HttpContext context, RevenueReader revenue, CancellationToken cancellation, int days = 28, int window = 7)
    {
        if (days is < 1 or > 365)
            return Problem.Of("invalid-value", "1 to 365.", "days");
        if (window is < 1 or > 90)
            return Problem.Of("invalid-value", "1 to 90.", "window");
        var tenant = Caller.Of(context)!.Tenant;
        var report = await revenue.ReadAsync(tenant.Id, days, window, cancellation);
        return TypedResults.Ok(new RevenueAnswer(report.Since, window, tenant.Currency, [.. report.Shown.Select(PlacementAnswer.Of)], PlacementAnswer.Of(report.NotShown), report.UnknownLines, report.UnknownShare));
    }
}

/// <summary>Order lines by the surface that had shown what was bought.</summary>
/// <param name="Window">Days before the purchase in which it may have been shown.</param>
/// <param name="NotShown">Lines of items that no surface had shown to their buyer within the window.</param>
/// <param name="UnknownLines">Order lines of people who did not agree to measurement: counted, not read.</param>
/// <param name="UnknownShare">Of all order lines, 0 to 1.</param>
internal sealed record RevenueAnswer(DateTimeOffset Since, int Window, string Currency, IReadOnlyList<PlacementAnswer> Surfaces, PlacementAnswer NotShown, long UnknownLines, double UnknownShare);

/// <summary>What one placement had shown before it was bought. Shown before, not bought because of it.</summary>
/// <param name="Surface">Empty for none.</param>
/// <param name="Revenue">For example 12.30; null below five buyers.</param>
internal sealed record PlacementAnswer(string Surface, long Lines, int Customers, string? Revenue)
{
    public static PlacementAnswer Of(PlacementRevenue placement) => new(placement.Surface, placement.Lines, placement.Customers, placement.RevenueMinor is { } minor ? Wire.Price(minor) : null);
}
