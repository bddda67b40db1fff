using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Hosting;
using Rapport.Server.Intake;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Events in: the Segment HTTP tracking API, for servers and for browsers.</summary>
internal static class IntakeEndpoints
{
    private static readonly (string Path, string? Type)[] Addresses =
    [
        ("batch", null), ("track", "track"), ("identify", "identify"), ("page", "page"), ("screen", "screen"), ("group", "group"), ("alias", "alias"),
        ("b", null), ("t", "track"), ("i", "identify"), ("p", "page"), ("s", "screen"), ("g", "group"), ("a", "alias"),
    ];

    public static void MapIntake(this RouteGroupBuilder v1)
    {
        var intake = v1.MapGroup("").WithTags("Intake").WithMetadata(new ReadsOwnCredentials()).Needs(Permissions.Events).RequireCors(Cors.Anywhere).RequireRateLimiting(Limits.Intake);
        foreach (var (path, type) in Addresses)
        {
            var route = intake.MapPost(path, (HttpContext context, IntakeDesk desk, CancellationToken cancellation) => TakeIn(type, context, desk, cancellation))
                .WithSummary(type is null ? "Takes in a batch of events." : $"Takes in one {type} event.")
                .WithDescription("Segment's HTTP tracking API. What may not be stored is not stored, and the answer is still 200: the header Rapport-Dropped names fields left out, Rapport-Refused what could not be read; to a secret key Rapport-Stored and Rapport-Refused tell what became of all of it.")
                .WithName(path.Length == 1 ? $"browser-{path}" : path)
                .Accepts<object>("application/json", "text/plain");
            if (path.Length == 1)
                route.ExcludeFromDescription();
        }

        intake.MapGet("projects/{writeKey}/settings", BrowserSettings).WithName("browser-settings").Needs(Permissions.None).RequireRateLimiting(Limits.Open);
    }

    private static async Task<Results<Ok<IntakeAnswer>, ProblemHttpResult>> TakeIn(string? type, HttpContext context, IntakeDesk desk, CancellationToken cancellation)
    {
        var (document, problem, detail) = await IntakeBody.ReadAsync(context.Request, cancellation);
        using var body = document;
        if (body is null)
            return Problem.Of(problem, detail);
        if (desk.TenantOf(context, body.RootElement, out problem) is not { } tenant)
            return Problem.Of(problem);

        var batch = desk.Read(tenant, body.RootElement, type, RequestSignals.Of(context.Request));
        if (batch.Problem is { } stopped)
            return Problem.Of(stopped);
        var result = await desk.RecordAsync(tenant, batch, cancellation);
        Report(context.Response.Headers, batch, result, Caller.Of(context) is Caller.Shop);
        return TypedResults.Ok(new IntakeAnswer(true));
    }

    /// <summary>What the browser client of Segment asks for before it sends.</summary>
    internal static Results<Ok<BrowserSettingsAnswer>, ProblemHttpResult> BrowserSettings(string writeKey, HttpContext context, TenantDirectory tenants)
    {
        if (tenants.FindByWriteKey(writeKey) is null)
            return Problem.Of("unknown-write-key");
        var segment = new BrowserDestination(writeKey, context.Request.Host.Value + "/v1", context.Request.Scheme);
        return TypedResults.Ok(new BrowserSettingsAnswer(new Dictionary<string, BrowserDestination> { ["Segment.io"] = segment }, new Dictionary<string, string>(), new BrowserMetrics(0)));
    }

    /// <param name="isShop">A publishable key, which anybody can read off a page, learns nothing that depends on the customer: not what was stored, nor what the gate refused.</param>
    private static void Report(IHeaderDictionary headers, IntakeBatch batch, IntakeResult result, bool isShop)
    {
        var refused = new Dictionary<string, int>(batch.Refused, StringComparer.Ordinal);
        if (isShop)
        {
            foreach (var (code, count) in result.Refused)
                refused[Wire.Name(code)] = refused.GetValueOrDefault(Wire.Name(code)) + count;
            headers["Rapport-Stored"] = result.Stored.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (refused.Count > 0)
            headers["Rapport-Refused"] = DroppedFields.Render(refused);
        if (batch.Dropped.Counts.Count > 0)
            headers["Rapport-Dropped"] = batch.Dropped.ToString();
    }
}

/// <summary>The events were taken note of; the headers say what was stored.</summary>
internal sealed record IntakeAnswer(bool Success);

/// <summary>Settings of the browser client of Segment.</summary>
internal sealed record BrowserSettingsAnswer(IReadOnlyDictionary<string, BrowserDestination> Integrations, IReadOnlyDictionary<string, string> Plan, BrowserMetrics Metrics);

/// <summary>Where the browser client sends.</summary>
internal sealed record BrowserDestination(string ApiKey, string ApiHost, string Protocol);

/// <summary>The browser client's own telemetry: off.</summary>
internal sealed record BrowserMetrics(double SampleRate);
