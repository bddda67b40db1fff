using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Simulation;
using Rapport.Core.Tact;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Tact;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The tact policy of a shop: what may be said to whom, where and when.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicy(this RouteGroupBuilder v1)
    {
        var policy = v1.MapGroup("policy").WithTags("Policy").RequireAuthorization(Policies.Shop).Needs(Permissions.Policy).RequireRateLimiting(Limits.Caller);
        policy.MapGet("", Read).WithName("policy");
        policy.MapPut("", Put).WithName("put-policy");
        policy.MapGet("versions", Versions).WithName("policy-versions");
        policy.MapGet("catalogue", Catalogue).WithName("policy-catalogue");
        policy.MapPost("simulate", Simulate).WithName("simulate-policy").Needs(Permissions.Figures);
        policy.MapPost("rollback", RollBack).WithName("roll-back-policy").Needs(Permissions.Approve);
    }

    /// <summary>Reads the policy in force; the header ETag is its version, which every decision names.</summary>
    internal static async Task<Ok<PolicyBody>> Read(HttpContext context, PolicyBook book, CancellationToken cancellation)
    {
        var (document, version) = await book.ReadAsync(Caller.Of(context)!.Tenant.Id, cancellation);
        Name(context, version);
        return TypedResults.Ok(PolicyBody.Of(document));
    }

    /// <summary>Replaces the policy; the next decision obeys it. With If-Match and the ETag that was read, a change of somebody else in between is not overwritten.</summary>
    internal static async Task<Results<Ok<PolicyBody>, ProblemHttpResult>> Put(PolicyBody body, HttpContext context, PolicyBook book, PolicyGates gates, CancellationToken cancellation)
    {
        if (body.ToDocument() is not { } document)
            return Problem.Of("invalid-value", "A surface, a rule or a mode has no such name.", "$.modes");
        if (document.Mistake() is { } mistake)
            return Problem.Of("invalid-value", "GET /v1/policy/catalogue says what there is and what each may be.", mistake);
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (shop.Tenant.HasPolicyReviewed)
            return Problem.Of("review-needed", "POST /v1/policy/proposals");
        if (await gates.ClosedAsync(shop.Tenant, document, cancellation) is { Count: > 0 } closed)
            return PolicyGates.Refusal(closed);
        if (ReadVersion(context) is not (true, var read))
            return Problem.Of("policy-changed", "GET /v1/policy again, make the change in what stands there, and send it with the new ETag.");
        if (await book.PutAsync(shop.Tenant.Id, shop.Actor, document, read, cancellation) is not { } version)
            return Problem.Of("policy-changed", "GET /v1/policy again, make the change in what stands there, and send it with the new ETag.");
        Name(context, version);
        return TypedResults.Ok(PolicyBody.Of(document));
    }

    /// <summary>Every version that was ever in force, newest first: who wrote it, when, and what it said.</summary>
    internal static async Task<Ok<PolicyVersionList>> Versions(HttpContext context, PolicyBook book, CancellationToken cancellation)
    {
        var versions = await book.VersionsAsync(Caller.Of(context)!.Tenant.Id, cancellation);
        return TypedResults.Ok(new PolicyVersionList(
            [.. versions.Select(each => new PolicyVersion(each.Version, each.Stored.At, each.Stored.Actor, System.Text.Json.JsonSerializer.Deserialize(each.Stored.Text, ApiJson.Default.PolicyBody)!))]));
    }

    /// <summary>All parameters with their bounds and what each preset sets them to, and what must be on before a preset is chosen.</summary>
    internal static Ok<PolicyCatalogue> Catalogue() => TypedResults.Ok(new PolicyCatalogue(
        [
            .. PolicyParameters.All.Select(parameter => new PolicyParameterAnswer(
                parameter.Id, $"T{(int)parameter.Rule}", parameter.Least, parameter.Most, parameter.IsWhole, TactPreset.All.ToDictionary(preset => preset.Id, preset => parameter.Read(preset.Policy)))),
        ],
        [.. TactPreset.All.Select(preset => new PolicyPresetAnswer(preset.Id, [.. preset.Gates.Select(gate => Wire.Name(gate))]))],
        PolicyCatalogue.OurReadings));

    /// <summary>Puts back the policy of a version that was in force before. The audit notes who did.</summary>
    internal static async Task<Results<Ok<PolicyBody>, ProblemHttpResult>> RollBack(PolicyRollBackBody body, HttpContext context, PolicyBook book, PolicyGates gates, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (await book.FindAsync(shop.Tenant.Id, body.Version, cancellation) is { } earlier && await gates.ClosedAsync(shop.Tenant, earlier, cancellation) is { Count: > 0 } closed)
            return PolicyGates.Refusal(closed);
        if (await book.RollBackAsync(shop.Tenant.Id, shop.Actor, body.Version, cancellation) is null)
            return Problem.Of("unknown-version", member: "$.version");
        return await Read(context, book, cancellation);
    }

    /// <summary>Goes through the latest weeks again under other policies: what each would gain and lose, before anything is changed. Home rows of those who agreed to measurement, at most 2,000 people; one simulation at a time.</summary>
    internal static async Task<Results<Ok<SimulationAnswer>, ProblemHttpResult>> Simulate(SimulationQuestion question, HttpContext context, SimulationDesk desk, CancellationToken cancellation)
    {
        if (question.Days is < 1 or > 90)
            return Problem.Of("invalid-value", "1 to 90.", "$.days");
        var candidates = new List<CandidatePolicy>();
        if (question.Policy is { } body)
        {
            if (body.ToDocument() is not { } document || document.Mistake() is not null)
                return Problem.Of("invalid-value", "GET /v1/policy/catalogue says what there is and what each may be.", "$.policy");
            candidates.Add(new CandidatePolicy("proposed", document.Resolve(TactPolicy.Default.Version)));
        }

        foreach (var name in question.Presets ?? [TactPreset.PersonalizationFirst.Id, TactPreset.PrivacyFirst.Id])
        {
            if (TactPreset.Find(name) is not { } preset || candidates.Exists(candidate => candidate.Id == name))
                return Problem.Of("invalid-value", member: "$.presets");
            candidates.Add(CandidatePolicy.Of(preset));
        }

        return TypedResults.Ok(SimulationAnswer.Of(await desk.RunAsync(Caller.Of(context)!.Tenant.Id, [.. candidates, CandidatePolicy.WithoutLimits], question.Days, cancellation)));
    }

    private static (bool IsReadable, int? Version) ReadVersion(HttpContext context) =>
        context.Request.Headers.IfMatch is not [{ } match] || match == "*" ? (true, null)
        : int.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (true, version)
        : (false, null);

    private static void Name(HttpContext context, int version) => context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>Every version of a policy.</summary>
internal sealed record PolicyVersionList(IReadOnlyList<PolicyVersion> Versions);

/// <summary>One version of a policy.</summary>
/// <param name="By">Who wrote it, as the audit names people and keys.</param>
internal sealed record PolicyVersion(int Version, DateTimeOffset At, string By, PolicyBody Policy);

/// <summary>What a policy can be made of.</summary>
/// <param name="Note">What presets are, and what they are not.</param>
internal sealed record PolicyCatalogue(IReadOnlyList<PolicyParameterAnswer> Parameters, IReadOnlyList<PolicyPresetAnswer> Presets, string Note)
{
    public const string OurReadings = "Presets are our own readings of how businesses known for a manner go about it. They do not describe what any company does.";
}

/// <summary>One parameter.</summary>
/// <param name="Rule">The rule it belongs to.</param>
/// <param name="Presets">What each preset sets it to.</param>
internal sealed record PolicyParameterAnswer(string Id, string Rule, double Least, double Most, bool IsWhole, IReadOnlyDictionary<string, double> Presets);

/// <summary>One preset.</summary>
/// <param name="Gates">What must be on before it is chosen: explanations, dashboard, encryption, audit, alarms.</param>
internal sealed record PolicyPresetAnswer(string Id, IReadOnlyList<string> Gates);

/// <summary>Which policy to put back.</summary>
internal sealed record PolicyRollBackBody(int Version);
