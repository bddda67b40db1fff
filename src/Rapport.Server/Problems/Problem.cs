using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Rapport.Server.Problems;

/// <summary>An answer by RFC 9457 from the <see cref="ProblemCatalog"/>.</summary>
internal static class Problem
{
    /// <param name="member">The member of the request it is about, as a JSON path.</param>
    public static ProblemHttpResult Of(string code, string? detail = null, string? member = null) =>
        TypedResults.Problem(Details(ProblemCatalog.Find(code), detail, member));

    /// <summary>Writes the problem as the whole answer.</summary>
    public static Task WriteAsync(HttpContext context, string code, string? detail = null, string? member = null) =>
        Of(code, detail, member).ExecuteAsync(context);

    private static ProblemDetails Details(ProblemEntry entry, string? detail, string? member)
    {
        var details = new ProblemDetails { Type = entry.Type, Title = entry.Title, Status = entry.Status, Detail = detail };
        details.Extensions["code"] = entry.Code;
        if (member is not null)
            details.Extensions["member"] = member;
        return details;
    }
}
