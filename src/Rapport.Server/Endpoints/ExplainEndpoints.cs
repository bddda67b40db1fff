using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Server.Authority;
using Rapport.Server.Decisions;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Why this, why not that: for an invented person and an item, what every station said.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplain(this RouteGroupBuilder v1) =>
        v1.MapPost("explain", Explain).WithTags("Decisions").WithName("explain").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);

    /// <summary>Explains why an item would be shown to an invented person, or why not. Nothing is stored, counted or logged.</summary>
    /// <remarks>A named customer is not explained here: her data are her own. Without a persona the question is a stranger's.</remarks>
    internal static Results<Ok<ExplainAnswer>, ProblemHttpResult> Explain(ExplainQuestion question, HttpContext context, DecisionDesk desk, Shops shops, TimeProvider clock)
    {
        var language = Languages.Choose(context.Request, question.Language);
        if (desk.Understand(question.Asked, language, context, out var request) is { } problem)
            return problem;
        if (string.IsNullOrWhiteSpace(question.Item) || question.Item.Length > ItemId.MaxLength)
            return Problem.Of("invalid-value", member: "$.item");
        if (PersonaBody.Mistake(question.Persona, out var persona) is { } mistake)
            return Problem.Of("invalid-value", member: mistake);
        var now = clock.GetUtcNow();
        var explanation = Recommender.Explain(request, persona?.File(now), shops[request.Tenant], shops[request.Tenant].Policy.On(request.Surface), now, new ItemId(question.Item));
        return TypedResults.Ok(ExplainAnswer.Of(explanation, language));
    }
}
