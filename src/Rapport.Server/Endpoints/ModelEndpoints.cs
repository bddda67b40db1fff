using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Training;

namespace Rapport.Server.Endpoints;

/// <summary>The model that was learned, and learning it anew.</summary>
internal static class ModelEndpoints
{
    public static void MapModel(this RouteGroupBuilder v1)
    {
        var model = v1.MapGroup("model").WithTags("Model").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        model.MapGet("", Read).WithName("read-model");
        model.MapPost("train", Train).WithName("train");
    }

    /// <summary>Describes the model now asked.</summary>
    private static Ok<ModelAnswer> Read(HttpContext context, Shops shops)
    {
        var shop = shops[Caller.Of(context)!.Tenant.Id];
        return TypedResults.Ok(new ModelAnswer(shop.ModelHash, shop.Model.AsOf, shop.Model.Customers, shop.Model.ItemCount, shop.Lists.AsOf));
    }

    /// <summary>Trains now and answers when it is done. With refreshLists, what strangers see is rebuilt too and receipts become final.</summary>
    private static async Task<Ok<TrainedAnswer>> Train(HttpContext context, Trainings trainings, CancellationToken cancellation, TrainRequest? request = null)
    {
        var training = await trainings.TrainAsync(Caller.Of(context)!.Tenant.Id, request?.RefreshLists ?? true, cancellation);
        return TypedResults.Ok(new TrainedAnswer(training.Hash, training.Customers, training.Items, training.Seconds, training.ListsRefreshed));
    }
}

/// <summary>How to train.</summary>
/// <param name="RefreshLists">Whether the lists that strangers see are rebuilt too.</param>
internal sealed record TrainRequest(bool RefreshLists = true);

/// <summary>What a training made.</summary>
internal sealed record TrainedAnswer(string Hash, int Customers, int Items, double Seconds, bool ListsRefreshed);

/// <summary>The model now asked; an empty hash before the first training.</summary>
internal sealed record ModelAnswer(string Hash, DateTimeOffset AsOf, int Customers, int Items, DateTimeOffset ListsAsOf);
