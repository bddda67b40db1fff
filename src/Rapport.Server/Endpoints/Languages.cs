using Microsoft.AspNetCore.Http;

namespace Rapport.Server.Endpoints;

/// <summary>Which of the shipped languages an answer speaks: what was asked for, else what the browser prefers, else English.</summary>
internal static class Languages
{
    public static string Choose(HttpRequest request, string? asked) =>
        asked is { Length: > 0 } ? Shipped(asked) ?? "en" : FromHeader(request) ?? "en";

    private static string? FromHeader(HttpRequest request) => request.Headers.AcceptLanguage.Count == 0 ? null :
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Shipped(language.Value.ToString()))
            .FirstOrDefault(language => language is not null);

    private static string? Shipped(string language) =>
        language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? "de"
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en"
        : null;
}
