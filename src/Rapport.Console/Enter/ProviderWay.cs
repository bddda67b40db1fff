using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Rapport.Console.Shell;

namespace Rapport.Console.Enter;

/// <summary>The way to an identity provider and back.</summary>
internal static class ProviderWay
{
    /// <summary>Sends an operator to their identity provider; back to the door where it does not answer.</summary>
    internal static async Task LeadAsync(HttpContext context, ConsoleOptions options, string scheme, string? back)
    {
        if (options.Providers.All(provider => provider.Scheme != scheme))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await context.ChallengeAsync(scheme, new AuthenticationProperties { RedirectUri = $"{context.Request.PathBase}/arrived?back={Preferences.LocalPath(back)}" });
        }
        catch (Exception away) when (away is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException && !context.Response.HasStarted)
        {
            context.Response.Redirect($"{context.Request.PathBase}/enter?refused=away");
        }
    }

    /// <summary>A page between: the browser sends the cookie, which is for this site alone, only where this site asked for the next page.</summary>
    internal static IResult Arrive(HttpContext context, string? back)
    {
        var page = HtmlEncoder.Default.Encode($"{context.Request.PathBase}/{Preferences.LocalPath(back)}");
        return Results.Content($"""<!doctype html><html><head><meta charset="utf-8"><title>Rapport</title><meta http-equiv="refresh" content="0;url={page}"></head><body><p><a href="{page}">Rapport</a></p></body></html>""", "text/html; charset=utf-8");
    }
}
