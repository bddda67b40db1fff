using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core.Events;
using Rapport.Core.Rights.Requests;

namespace Rapport.Console.Requests;

/// <summary>What leaves the console as a file: a customer's archive, and the signed evidence of a request.</summary>
internal static class Downloads
{
    internal static async Task<IResult> ArchiveAsync(HttpContext context, IAntiforgery antiforgery, ConsoleOptions options, RequestsDesk desk)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || Door.VisitOf(context.User, options) is not { } visit)
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = form["request"].ToString() is { Length: > 0 } noted ? noted : null;
        if (form["customer"].ToString() is not { Length: > 0 } name || !Enum.TryParse<Right>(form["right"], out var right) || !Enum.TryParse<Regime>(form["regime"], out var regime) || regime == Regime.None || right is not (Right.Access or Right.Export))
            return Results.BadRequest();
        var packed = await desk.HandOverAsync(visit, id, CustomerId.Named(name, form["anonymous"] == "true"), right, regime, Preferences.LanguageOf(context), context.RequestAborted);
        return packed is null ? Results.NotFound() : Results.File(packed, "application/zip", "my-data.zip");
    }

    internal static async Task<IResult> EvidenceAsync(HttpContext context, string id, ConsoleOptions options, RequestsDesk desk) =>
        Door.VisitOf(context.User, options) is { } visit && await desk.EvidenceAsync(visit, id, context.RequestAborted) is { } evidence
            ? Results.File(evidence, "application/json", $"request-{id}.json")
            : Results.NotFound();
}
