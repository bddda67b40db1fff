using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Rights;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The portable export: one ZIP for people and programs. Each is noted as a request with its evidence.</summary>
internal static class ArchiveEndpoints
{
    public static void MapArchive(this RouteGroupBuilder v1) =>
        v1.MapPost("archive", Pack).WithName("archive").WithTags("Rights").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers | Permissions.Export).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);

    /// <summary>Everything held, packed: index.html, my-data.json and a table for each kind.</summary>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pack(ArchiveBody body, HttpContext context, Access access, Archive archive, RightsDesk desk, CancellationToken cancellation)
    {
        if (!Subject.TryFindNamed(context, body.Customer, body.Anonymous, out var subject, out var problem))
            return problem;
        if (Wire.RegimeOf(body.Regime) is not { } regime)
            return Problem.Of("unknown-right", member: "$.regime");
        var request = await desk.OpenAsync(subject.Tenant.Id, subject.Customer, Right.Export, regime, Caller.Of(context) is Caller.Shop ? "operator" : "customer", null, cancellation);
        var packed = archive.Pack(await access.ReadAsync(subject, cancellation), body.Language);
        await desk.DoAsync(subject.Tenant.Id, request, subject.Customer, new RightsWish(), cancellation);
        context.Response.Headers["Rapport-Request"] = request.Id;
        return TypedResults.File(packed, "application/zip", "my-data.zip");
    }
}

/// <summary>Whose data, and in which language the page speaks.</summary>
/// <param name="Customer">With a secret key only.</param>
/// <param name="Language">en or de.</param>
internal sealed record ArchiveBody(string? Customer = null, bool? Anonymous = null, string Language = "en", string Regime = "gdpr");
