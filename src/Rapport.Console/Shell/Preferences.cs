using Microsoft.AspNetCore.Http;
using Rapport.Console.Texts;

namespace Rapport.Console.Shell;

/// <summary>What an operator chose for the eye: language and theme, each a cookie without identity.</summary>
internal static class Preferences
{
    internal const string Language = "rapport-language";
    internal const string Theme = "rapport-theme";

    internal static readonly string[] Themes = ["system", "light", "dark"];

    internal static string LanguageOf(HttpContext context)
    {
        if (context.Request.Cookies[Language] is { } kept && ConsoleTexts.Languages.Contains(kept))
            return kept;
        foreach (var accepted in context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1))
        {
            var primary = accepted.Value.ToString().Split('-')[0].ToLowerInvariant();
            if (ConsoleTexts.Languages.Contains(primary))
                return primary;
        }

        return ConsoleTexts.Languages[0];
    }

    internal static string ThemeOf(HttpContext context) =>
        context.Request.Cookies[Theme] is { } kept && Themes.Contains(kept) ? kept : Themes[0];

    internal static IResult Keep(HttpContext context, string name, string value, string? back)
    {
        if (!(name == Language ? ConsoleTexts.Languages : Themes).Contains(value))
            return Results.NotFound();
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            Path = context.Request.PathBase.Value,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
        return Results.LocalRedirect("~/" + LocalPath(back));
    }

    /// <summary>A page of the console by its name, and nothing else: never another site.</summary>
    internal static string LocalPath(string? path) =>
        path is { Length: > 0 } && path.All(c => char.IsAsciiLetterLower(c) || c == '-') ? path : "";
}
