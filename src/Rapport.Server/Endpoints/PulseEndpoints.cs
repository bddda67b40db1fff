using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Experiments;
using Rapport.Server.Authority;
using Rapport.Server.Experiments;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>One question, once in ninety days at the most, whose answer nobody can tie to a person.</summary>
internal static class PulseEndpoints
{
    private const int LongestTicket = 64;

    public static void MapPulse(this RouteGroupBuilder v1)
    {
        v1.MapGet("pulse", Ask).WithTags("Experiments").WithName("ask-pulse").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        v1.MapPost("pulse", Answer).WithTags("Experiments").WithName("answer-pulse").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);
    }

    /// <summary>The question this customer is asked now, if any: she agreed to measurement, and it is her day.</summary>
    internal static async Task<Results<Ok<PulseAsked>, ProblemHttpResult>> Ask(HttpContext context, PulseDesk desk, CancellationToken cancellation, string? customer = null, string? language = null)
    {
        if (!Subject.TryFind(context, customer, isAnonymous: null, out var subject, out var problem))
            return problem;
        if (await desk.AskAsync(subject.Tenant.Id, subject.Customer, cancellation) is not var (question, ticket))
            return TypedResults.Ok(new PulseAsked(null, null, null));
        return TypedResults.Ok(new PulseAsked(Wire.Name(question), TextOf(question, Languages.Choose(context.Request, language)), ticket));
    }

    /// <summary>Answers by the ticket, without a credential: send none.</summary>
    internal static async Task<Results<Ok<PulseTaken>, ProblemHttpResult>> Answer(PulseReply body, PulseDesk desk, CancellationToken cancellation) =>
        body.Ticket.Length <= LongestTicket && await desk.AnswerAsync(body.Ticket, body.Agrees, cancellation) ? TypedResults.Ok(new PulseTaken(true)) : Problem.Of("pulse-over");

    private static string TextOf(PulseQuestion question, string language) => (question, language) switch
    {
        (PulseQuestion.Understood, "de") => "Dieser Laden versteht, was mir gefällt. Stimmt das? Niemand erfährt, wer geantwortet hat.",
        (PulseQuestion.Understood, _) => "This shop understands what I like. Is that so? Nobody learns who answered.",
        (_, "de") => "Dieser Laden achtet meine Grenzen. Stimmt das? Niemand erfährt, wer geantwortet hat.",
        _ => "This shop respects my limits. Is that so? Nobody learns who answered.",
    };
}

/// <summary>A question, or none today.</summary>
/// <param name="Question">understood or respected.</param>
/// <param name="Ticket">Holds for an hour and one answer.</param>
internal sealed record PulseAsked(string? Question, string? Text, string? Ticket);

/// <summary>An answer that names nobody.</summary>
internal sealed record PulseReply(string Ticket, bool Agrees);

/// <summary>It counts.</summary>
internal sealed record PulseTaken(bool Taken);
