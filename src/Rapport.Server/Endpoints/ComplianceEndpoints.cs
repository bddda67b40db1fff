using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Compliance;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The checks a shop can show an authority, each with its date and evidence, and what people attest.</summary>
internal static class ComplianceEndpoints
{
    private const int MostEvidence = 400;
    private const int MostRuns = 400;

    public static void MapCompliance(this RouteGroupBuilder v1)
    {
        var compliance = v1.MapGroup("compliance").WithTags("Operations").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        compliance.MapGet("", Read).WithName("compliance").Needs(Permissions.Figures);
        compliance.MapPost("run", Run).WithName("run-compliance").Needs(Permissions.Figures);
        compliance.MapPost("attestations", Attest).WithName("attest").Needs(Permissions.Policy);
        v1.MapGet("alarms", Alarms).WithTags("Operations").WithName("alarms").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
    }

    /// <summary>What the last run found, check by check, and the runs before it. A job runs them once a day.</summary>
    /// <param name="language">en or de; else what the browser prefers.</param>
    internal static Ok<ComplianceAnswer> Read(HttpContext context, ComplianceDesk desk, ComplianceBook book, string? language = null)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        return TypedResults.Ok(Answer(book.Runs(tenant, MostRuns), book.Attested(tenant), FactsTexts.In(Languages.Choose(context.Request, language))));
    }

    /// <summary>Runs all checks now. The run is named in the audit, with its hash.</summary>
    internal static async Task<Ok<ComplianceAnswer>> Run(HttpContext context, ComplianceDesk desk, ComplianceBook book, CancellationToken cancellation, string? language = null)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        await desk.RunAsync(shop.Tenant, shop.Actor, cancellation);
        return Read(context, desk, book, language);
    }

    /// <summary>Writes down what no program can see: a restore that was practised, a second factor at the identity provider, a proxy that encrypts, alarms that were looked into.</summary>
    internal static async Task<Results<Ok<ComplianceAnswer>, ProblemHttpResult>> Attest(AttestationRequest request, HttpContext context, ComplianceDesk desk, ComplianceBook book, TimeProvider clock, CancellationToken cancellation)
    {
        if (!Attestation.Kinds.ContainsKey(request.Check))
            return Problem.Of("invalid-value", $"Say one of {string.Join(", ", Attestation.Kinds.Keys)}.", "check");
        if (string.IsNullOrWhiteSpace(request.Evidence) || request.Evidence.Length > MostEvidence)
            return Problem.Of("invalid-value", $"1 to {MostEvidence} characters: where the protocol lies.", "evidence");
        if (request.At > clock.GetUtcNow())
            return Problem.Of("invalid-value", "Nothing is attested ahead.", "at");
        var shop = (Caller.Shop)Caller.Of(context)!;
        await desk.AttestAsync(shop.Tenant.Id, shop.Actor, request.Check, request.Evidence, request.At, cancellation);
        return TypedResults.Ok(Read(context, desk, book).Value!);
    }

    /// <summary>What needs somebody now, in words: the two ends of the balance, and checks that do not hold.</summary>
    /// <param name="language">en or de; else what the browser prefers.</param>
    internal static async Task<Ok<AlarmList>> Alarms(HttpContext context, AlarmDesk desk, CancellationToken cancellation, string? language = null)
    {
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        return TypedResults.Ok(new AlarmList(await desk.ReadAsync(Caller.Of(context)!.Tenant, spoken, cancellation)));
    }

    private static ComplianceAnswer Answer(IReadOnlyList<ComplianceRun> runs, IReadOnlyList<Attestation> attested, FactsTexts texts) => new(
        runs is [var last, ..] ? last.At : null,
        runs is [{ Failed: 0 }, ..],
        runs is [var newest, ..] ? [.. newest.Checks.Select(check => Spoken(check, texts))] : [],
        [.. attested.Select(each => new AttestedAnswer(each.Check, each.At, each.By, each.Evidence, each.At.AddDays(each.Days)))],
        [.. runs.Select(run => new RunAnswer(run.At, run.Checks.Count - run.Failed, run.Failed))]);

    private static CheckAnswer Spoken(ComplianceCheck check, FactsTexts texts) =>
        new(check.Id, texts[$"check.{check.Id}.title"], check.Holds, check.At, texts.Say($"check.{check.Id}", [.. check.Evidence]));
}

/// <summary>Evidence a person gives.</summary>
/// <param name="Check">restore-drill, admin-second-factor, transport, backup-age or alarms-answered.</param>
/// <param name="Evidence">Where the protocol lies, in a few words; no customer's data.</param>
/// <param name="At">When it was done; by default now.</param>
internal sealed record AttestationRequest(string Check, string Evidence, DateTimeOffset? At = null);

/// <summary>The last run, what is attested, and when it ran before.</summary>
/// <param name="At">When the checks last ran; null before the first time.</param>
/// <param name="Holds">True where they ran and every one holds.</param>
internal sealed record ComplianceAnswer(DateTimeOffset? At, bool Holds, IReadOnlyList<CheckAnswer> Checks, IReadOnlyList<AttestedAnswer> Attested, IReadOnlyList<RunAnswer> Runs);

/// <summary>One check: when it was looked at, and what was found.</summary>
internal sealed record CheckAnswer(string Id, string Title, bool Holds, DateTimeOffset At, string Evidence);

/// <summary>What somebody attested, and until when it counts.</summary>
internal sealed record AttestedAnswer(string Check, DateTimeOffset At, string By, string Evidence, DateTimeOffset Until);

/// <summary>One run.</summary>
internal sealed record RunAnswer(DateTimeOffset At, int Hold, int Fail);

/// <summary>What needs somebody.</summary>
internal sealed record AlarmList(IReadOnlyList<Alarm> Alarms);
