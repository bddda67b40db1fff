using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rapport.Core.History;
using Rapport.Server.Boundary;

namespace Rapport.Server.Problems;

/// <summary>The one place where what was thrown becomes an answer.</summary>
internal sealed class Surprises(ILogger<Surprises> log) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        switch (exception)
        {
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                return true;
            case BadHttpRequestException { InnerException: JsonException json }:
                await Problem.WriteAsync(context, "malformed-json", Place(json), json.Path);
                return true;
            case BadHttpRequestException bad:
                await Problem.WriteAsync(context, ProblemCatalog.ForStatus(bad.StatusCode).Code);
                return true;
            case KeysUnavailableException:
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                log.KeysAway();
                await Problem.WriteAsync(context, "keys-unavailable");
                return true;
            case StoreUnavailableException:
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                log.StoreAway();
                await Problem.WriteAsync(context, "store-unavailable");
                return true;
            case FactsDoNotHoldException untrue:
                log.FactsDoNotHold(untrue.Message);
                await Problem.WriteAsync(context, "facts-do-not-hold");
                return true;
            default:
                log.Failed(context.Request.Method, RouteOf(context), exception);
                await Problem.WriteAsync(context, "failed");
                return true;
        }
    }

    /// <summary>The route pattern, which unlike the path names nobody.</summary>
    private static string RouteOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "(no route)";

    private static string? Place(JsonException json) =>
        json.LineNumber is { } line ? $"Line {line + 1}, byte {json.BytePositionInLine + 1}." : null;
}
