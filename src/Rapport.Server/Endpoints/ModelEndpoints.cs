using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Model.Publishing;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The model that was learned, and learning it anew.</summary>
internal static class ModelEndpoints
{
    public static void MapModel(this RouteGroupBuilder v1)
    {
        var model = v1.MapGroup("model").WithTags("Model").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        model.MapGet("", Read).WithName("read-model").Needs(Permissions.Figures);
        model.MapPost("train", Train).WithName("train").Needs(Permissions.Catalogue);
    }

    /// <summary>Describes the model now asked.</summary>
    internal static Ok<ModelAnswer> Read(HttpContext context, Shops shops, Trainings trainings)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        var shop = shops[tenant];
        return TypedResults.Ok(new ModelAnswer(shop.ModelHash, shop.Model.AsOf, shop.Model.Customers, shop.Model.ItemCount, shop.Lists.AsOf, trainings.TrainedAt(tenant), trainings.ListsRefreshedAt(tenant), PublicationAnswer.Of(trainings.LastPublicationOf(tenant))));
    }

    /// <summary>Trains now and answers when it is done. With refreshLists, what strangers see is rebuilt too and receipts become final.</summary>
    internal static async Task<Results<Ok<TrainedAnswer>, ProblemHttpResult>> Train(HttpContext context, Trainings trainings, CancellationToken cancellation, TrainRequest? request = null)
    {
        try
        {
            var training = await trainings.TrainAsync(Caller.Of(context)!.Tenant.Id, request?.RefreshLists ?? true, cancellation);
            return TypedResults.Ok(new TrainedAnswer(training.Hash, training.Customers, training.Items, training.Seconds, training.ListsRefreshed));
        }
        catch (ModelRefusedException refused)
        {
            return Problem.Of("model-refused", $"Failed: {string.Join(", ", refused.Publication.Failed)}.");
        }
    }
}

/// <summary>How to train.</summary>
/// <param name="RefreshLists">Whether the lists that strangers see are rebuilt too.</param>
internal sealed record TrainRequest(bool RefreshLists = true);

/// <summary>What a training made.</summary>
internal sealed record TrainedAnswer(string Hash, int Customers, int Items, double Seconds, bool ListsRefreshed);

/// <summary>The model now asked; an empty hash before the first training.</summary>
/// <param name="AsOf">The month the model stands in; it is part of its hash.</param>
/// <param name="TrainedAt">When this server last trained it; null since its start.</param>
/// <param name="ListsRefreshedAt">When this server last refreshed what strangers see; null since its start.</param>
/// <param name="Publication">Null before this server first trained.</param>
internal sealed record ModelAnswer(string Hash, DateTimeOffset AsOf, int Customers, int Items, DateTimeOffset ListsAsOf, DateTimeOffset? TrainedAt, DateTimeOffset? ListsRefreshedAt, PublicationAnswer? Publication);

/// <summary>What became of the model trained last, safeguard by safeguard. Where it is not published, the model before it answers.</summary>
internal sealed record PublicationAnswer(DateTimeOffset At, bool Published, IReadOnlyList<SafeguardAnswer> Safeguards)
{
    public static PublicationAnswer? Of(Publication? publication) =>
        publication is null ? null : new(publication.At, publication.IsPublished, [.. publication.Safeguards.Select(safeguard => new SafeguardAnswer(safeguard.Id, safeguard.Holds, safeguard.Found))]);
}

/// <summary>One safeguard.</summary>
/// <param name="Found">How many things spoke against it.</param>
internal sealed record SafeguardAnswer(string Id, bool Holds, int Found);
