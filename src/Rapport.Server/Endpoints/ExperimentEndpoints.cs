using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Tact;
using Rapport.Server.Authority;
using Rapport.Server.Experiments;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What a shop tries out, and what came of it: counts with intervals, nobody's name.</summary>
internal static class ExperimentEndpoints
{
    public static void MapExperiments(this RouteGroupBuilder v1)
    {
        var experiments = v1.MapGroup("experiments").WithTags("Experiments").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        experiments.MapGet("", List).WithName("experiments").Needs(Permissions.Figures);
        experiments.MapGet("{id}", Read).WithName("experiment").Needs(Permissions.Figures);
        experiments.MapPut("{id}", Put).WithName("put-experiment").Needs(Permissions.Policy);
        v1.MapGet("outcomes", Outcomes).WithTags("Experiments").WithName("outcomes").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
    }

    /// <summary>All experiments of the shop, ended ones too.</summary>
    internal static Ok<ExperimentList> List(HttpContext context, Shops shops) =>
        TypedResults.Ok(new ExperimentList([.. shops[Caller.Of(context)!.Tenant.Id].Experiments.All.Select(each => new NamedExperiment(each.Id, ExperimentBody.Of(each)))]));

    /// <summary>What an experiment shows so far: each measure with its 90 % interval, or why nothing may be said.</summary>
    internal static async Task<Results<Ok<ExperimentReport>, ProblemHttpResult>> Read(string id, HttpContext context, ExperimentBook book, OutcomeReader outcomes, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        return book.Find(tenant, id) is { } experiment
            ? TypedResults.Ok(ExperimentReport.Of(await outcomes.ReadAsync(tenant, experiment, cancellation)))
            : Problem.Of("unknown-experiment");
    }

    /// <summary>Begins an experiment, or sets its end. The next decision obeys it; what began is not changed.</summary>
    internal static async Task<Results<Ok<ExperimentBody>, ProblemHttpResult>> Put(string id, ExperimentBody body, HttpContext context, ExperimentBook book, TimeProvider clock, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        var start = book.Find(shop.Tenant.Id, id)?.Start ?? clock.GetUtcNow();
        if (body.ToExperiment(id, start, out var mistake) is not { } experiment)
            return Problem.Of("invalid-value", member: mistake);
        // A preset that must be earned is not come by through an experiment.
        if (experiment.Policy?.Preset is { } preset && TactPreset.Find(preset)!.Gates.Any())
            return Problem.Of("invalid-value", "This preset has gates; try single parameters.", "$.policy.preset");
        return await book.PutAsync(shop.Tenant.Id, shop.Actor, experiment, cancellation) ? TypedResults.Ok(ExperimentBody.Of(experiment)) : Problem.Of("experiment-began");
    }

    /// <summary>Outside any experiment: from one purchase to the second, how welcome suggestions are, the pulse, and what goes together with it.</summary>
    internal static async Task<Results<Ok<OutcomesAnswer>, ProblemHttpResult>> Outcomes(HttpContext context, OutcomeReader outcomes, PulseDesk pulse, TimeProvider clock, CancellationToken cancellation, int within = 90)
    {
        if (within is < 1 or > 180)
            return Problem.Of("invalid-value", "1 to 180.", "within");
        var tenant = Caller.Of(context)!.Tenant.Id;
        var (buyers, welcome) = await outcomes.ReadAsync(tenant, cancellation);
        return TypedResults.Ok(OutcomesAnswer.Of(buyers, welcome, await pulse.ReadAsync(tenant, cancellation), TimeSpan.FromDays(within), clock.GetUtcNow()));
    }
}
