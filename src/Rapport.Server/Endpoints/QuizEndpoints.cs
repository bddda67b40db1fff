using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Catalogue;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What the shop asks people whom it does not know yet, and what they answer.</summary>
internal static class QuizEndpoints
{
    public static void MapQuiz(this RouteGroupBuilder v1)
    {
        var quiz = v1.MapGroup("quiz").WithTags("Quiz");
        quiz.MapGet("", Read).WithName("quiz").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);
        quiz.MapPut("", Put).WithName("put-quiz").RequireAuthorization(Policies.Shop).Needs(Permissions.Policy).RequireRateLimiting(Limits.Caller);
        var answers = v1.MapGroup("customers/{id}/quiz").WithTags("Quiz").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        answers.MapPost("", Answer).WithName("answer-quiz");
        answers.MapDelete("", Forget).WithName("forget-quiz");
    }

    /// <summary>Reads the questions in one language; none when the shop asks nothing. What an answer points at is not told.</summary>
    /// <param name="tenant">The shop, where no credential and no header Rapport-Tenant names it.</param>
    /// <param name="language">en or de; by default what the browser prefers.</param>
    internal static Results<Ok<QuizText>, ProblemHttpResult> Read(HttpContext context, TenantDirectory tenants, Shops shops, string? tenant = null, string? language = null)
    {
        if (!OpenShop.TryFind(context, tenants, tenant, out var shop, out var problem))
            return problem;
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        var questions = OpenTo(shops[shop.Id]).Questions;
        return TypedResults.Ok(new QuizText([.. questions.Select(question => new QuestionText(question.Id, question.Text[spoken], [.. question.Answers.Select(answer => new AnswerText(answer.Id, answer.Text[spoken]))]))]));
    }

    /// <summary>Replaces the quiz. A question that touches a sensitive topic is refused: it would need an explicit consent of its own.</summary>
    internal static async Task<Results<Ok<StoredQuiz>, ProblemHttpResult>> Put(QuizBody body, HttpContext context, Catalogues catalogues, Shops shops, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant;
        // A null in a list is no value of any member, whatever the declared type says.
        if (body.Questions.Any(question => question?.Answers is null || question.Answers.Any(answer => answer is null)))
            return Problem.Of("invalid-value", member: "$.questions");
        var quiz = new Quiz([.. body.Questions.Select(question => new QuizQuestion(question.Id, question.Text,
            [.. question.Answers.Select(answer => new QuizAnswer(answer.Id, answer.Text, answer.Categories ?? [], answer.Creators ?? [], answer.Items ?? []))]))]);
        if (QuizCheck.Mistake(quiz) is { } mistake)
            return Problem.Of("invalid-value", member: mistake);
        if (QuizCheck.Sensitive(quiz, shops[tenant.Id].Catalogue) is { } sensitive)
            return Problem.Of("sensitive-quiz", $"Leave out the question '{sensitive.Id}', or ask for that topic with explicit consent at the place where it is chosen.", "$.questions");
        await catalogues.PutQuizAsync(tenant.Id, quiz, cancellation);
        return TypedResults.Ok(new StoredQuiz(quiz.Questions.Count));
    }

    /// <summary>Keeps answers, for suggestions and nothing else; without a yes to suggestions nothing is kept. The next decision uses them.</summary>
    internal static async Task<Results<Ok<KeptAnswers>, ProblemHttpResult>> Answer(string id, QuizAnswers body, HttpContext context, CustomerRights rights, Shops shops, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        var quiz = OpenTo(shops[subject.Tenant.Id]);
        if (body.Answers.Count > QuizCheck.MostQuestions || body.Answers.Any(each => each is null || quiz.Find(each.Question, each.Answer) is null))
            return Problem.Of("unknown-answer", member: "$.answers");
        return TypedResults.Ok(new KeptAnswers(await rights.AnswerAsync(subject.Tenant.Id, subject.Customer, [.. body.Answers.Select(each => (each.Question, each.Answer))], cancellation)));
    }

    private static Quiz OpenTo(Shop shop) => QuizCheck.Open(shop.Quiz ?? Quiz.None, shop.Catalogue);

    /// <summary>Takes all answers back.</summary>
    internal static async Task<Results<Ok<ForgottenAnswers>, ProblemHttpResult>> Forget(string id, HttpContext context, CustomerRights rights, IDecisionLog log, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        var removed = await rights.ForgetAnswersAsync(subject.Tenant.Id, subject.Customer, cancellation);
        // Past decisions may name an answer as evidence.
        if (removed > 0)
            await log.EraseAsync(subject.Tenant.Id, subject.Customer, CancellationToken.None);
        return TypedResults.Ok(new ForgottenAnswers(removed));
    }
}

/// <summary>A quiz as the shop writes it.</summary>
internal sealed record QuizBody(IReadOnlyList<QuestionBody> Questions);

/// <summary>One question.</summary>
/// <param name="Id">Letters, digits and hyphens.</param>
/// <param name="Text">By language: en and de.</param>
internal sealed record QuestionBody(string Id, IReadOnlyDictionary<string, string> Text, IReadOnlyList<AnswerBody> Answers);

/// <summary>One answer and what it speaks for.</summary>
/// <param name="Text">By language: en and de.</param>
/// <param name="Categories">Category paths; the items in them and below.</param>
/// <param name="Creators">Artists, authors, directors.</param>
/// <param name="Items">Single items, the best first.</param>
internal sealed record AnswerBody(string Id, IReadOnlyDictionary<string, string> Text, IReadOnlyList<string>? Categories = null, IReadOnlyList<string>? Creators = null, IReadOnlyList<string>? Items = null);

/// <summary>How many questions the quiz has now.</summary>
internal sealed record StoredQuiz(int Questions);

/// <summary>The quiz as people read it.</summary>
internal sealed record QuizText(IReadOnlyList<QuestionText> Questions);

/// <summary>One question in one language.</summary>
internal sealed record QuestionText(string Id, string Text, IReadOnlyList<AnswerText> Answers);

/// <summary>One answer in one language.</summary>
internal sealed record AnswerText(string Id, string Text);

/// <summary>What a person answers.</summary>
internal sealed record QuizAnswers(IReadOnlyList<GivenAnswer> Answers);

/// <summary>The answer to one question, both by id.</summary>
internal sealed record GivenAnswer(string Question, string Answer);

/// <summary>How many answers were kept.</summary>
internal sealed record KeptAnswers(int Kept);

/// <summary>How many answers went.</summary>
internal sealed record ForgottenAnswers(int Removed);
