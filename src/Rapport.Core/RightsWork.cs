using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Core.Tact;

namespace Rapport.Core;

/// <summary>Does what a request asks, and writes down what it did.</summary>
/// <remarks><b>Threads</b>: safe. <b>Failure</b>: what throws leaves the request open; doing it again does no harm.</remarks>
public sealed class RightsWork(Personalizer personalizer, CustomerRights rights, ICustomerStore customers, IDecisionLog log, IResidueScan scan, Shops shops, TimeProvider clock)
{
    public async Task<RightsRequest> DoAsync(RightsRequest request, TenantId tenant, CustomerId customer, RightsWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(wish);
        var done = request.Right switch
        {
            Right.Access or Right.Export => await ReadAsync(request, tenant, customer, cancellation).ConfigureAwait(false),
            Right.Correct => await CorrectAsync(request, tenant, customer, wish, cancellation).ConfigureAwait(false),
            Right.Erase or Right.Anonymise => await EraseAsync(request, tenant, customer, cancellation).ConfigureAwait(false),
            Right.Restrict => await RestAsync(request, tenant, customer, wish, cancellation).ConfigureAwait(false),
            Right.Unrestrict => request.With("lifted", Now, Count("purposes", await customers.ChangeAsync(tenant, customer, Restriction.Lift, cancellation).ConfigureAwait(false))),
            Right.Objection => await StopAsync(request, tenant, customer, wish.Purposes, wish.Language, cancellation).ConfigureAwait(false),
            Right.OptOut => await StopAsync(request, tenant, customer, Purposes.All, wish.Language, cancellation).ConfigureAwait(false),
            Right.DeleteInference => await UninferAsync(request, tenant, customer, wish.Topic ?? "", cancellation).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Right, "No such right."),
        };
        return done.Receipt is null ? done.Finish(RightsStatus.Fulfilled, Now) : done with { Status = RightsStatus.Finishing };
    }

    /// <summary>What an erasure would take, by kind, before anybody says yes to it.</summary>
    public async Task<IReadOnlyDictionary<string, long>> PlanAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        var file = await customers.ReadAsync(tenant, customer, cancellation).ConfigureAwait(false);
        var decisions = await log.ReadAsync(tenant, customer, int.MaxValue, cancellation).ConfigureAwait(false);
        return new Dictionary<string, long>
        {
            ["history"] = file.History.Count,
            ["consents"] = file.Ledger.Entries.Count,
            ["decisions"] = decisions.Count,
            ["learned"] = file.History.Count(line => line.Purposes.HasFlag(Purposes.Learning)),
        };
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private async Task<RightsRequest> ReadAsync(RightsRequest request, TenantId tenant, CustomerId customer, CancellationToken cancellation) =>
        request.With("handed-over", Now, await PlanAsync(tenant, customer, cancellation).ConfigureAwait(false));

    private async Task<RightsRequest> CorrectAsync(RightsRequest request, TenantId tenant, CustomerId customer, RightsWish wish, CancellationToken cancellation)
    {
        var changed = wish.Item is not { } item ? 0 : await customers.ChangeAsync(tenant, customer, file =>
            (wish.IsGift is { } gift ? file.MarkGift(item, gift) : 0) + (wish.Quantity is { } quantity ? file.CorrectQuantity(item, wish.OrderId, quantity) : 0), cancellation).ConfigureAwait(false);
        if (changed > 0)
            await log.EraseAsync(tenant, customer, CancellationToken.None).ConfigureAwait(false);
        return request.With("corrected", Now, Count("history", changed));
    }

    private async Task<RightsRequest> EraseAsync(RightsRequest request, TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        var planned = request.With("planned", Now, await PlanAsync(tenant, customer, cancellation).ConfigureAwait(false));
        var receipt = await personalizer.ForgetAsync(tenant, customer).ConfigureAwait(false);
        var found = await scan.ScanAsync(tenant, customer, cancellation).ConfigureAwait(false);
        return planned.With("erased", Now, receipt.Removed).With("residue-scan", Now, found).With("receipt", Now, reference: receipt.Id);
    }

    /// <summary>What was worked out from the data rests with it: nothing of it stays in the log.</summary>
    private async Task<RightsRequest> RestAsync(RightsRequest request, TenantId tenant, CustomerId customer, RightsWish wish, CancellationToken cancellation)
    {
        var source = request.Channel == "customer" ? ConsentSource.Customer : ConsentSource.Shop;
        var resting = await customers.ChangeAsync(tenant, customer, file => Restriction.Begin(file, Now, wish.Language, source), cancellation).ConfigureAwait(false);
        return request.With("restricted", Now, Count("purposes", resting));
    }

    private async Task<RightsRequest> StopAsync(RightsRequest request, TenantId tenant, CustomerId customer, Purposes purposes, string language, CancellationToken cancellation)
    {
        var source = request.Channel == "customer" ? ConsentSource.Customer : ConsentSource.Shop;
        var stopped = PurposeCatalogue.All.Where(purpose => purposes.HasFlag(purpose.Purpose)).ToList();
        var change = await rights.ChooseAsync(tenant, customer, [.. stopped.Select(purpose => new ConsentEntry(purpose.Purpose, ConsentChoice.Refused, Now, purpose.TextVersion, language, "rights", source))], cancellation).ConfigureAwait(false);
        if (purposes.HasFlag(Purposes.Recommendations))
            await log.EraseAsync(tenant, customer, CancellationToken.None).ConfigureAwait(false);
        var done = request.With("stopped", Now, Count("purposes", stopped.Count));
        return change.Receipts is [var receipt, ..] ? done.With("receipt", Now, receipt.Removed, receipt.Id) : done;
    }

    /// <summary>The products a conclusion rests on speak for nothing any more; they stay in history, where the customer sees and deletes them.</summary>
    private async Task<RightsRequest> UninferAsync(RightsRequest request, TenantId tenant, CustomerId customer, string topic, CancellationToken cancellation)
    {
        var file = await rights.ReadAsync(tenant, customer, cancellation).ConfigureAwait(false);
        var inference = Inference.Of(file, shops[tenant].Catalogue, shops[tenant].Policy.Everywhere, Now).FirstOrDefault(drawn => drawn.Topic.Name == topic);
        var excluded = 0;
        foreach (var item in inference?.Items ?? [])
            excluded += await rights.ExcludeAsync(tenant, customer, item, cancellation).ConfigureAwait(false) ? 1 : 0;
        if (excluded > 0)
            await log.EraseAsync(tenant, customer, CancellationToken.None).ConfigureAwait(false);
        return request.With("inference-deleted", Now, Count("items", excluded));
    }

    private static Dictionary<string, long> Count(string kind, long count) => new() { [kind] = count };
}
