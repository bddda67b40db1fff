using System.Buffers.Text;
using System.Security.Cryptography;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Rights;

namespace Rapport.Core;

/// <summary>
/// The sentence as code. An event passes the consent gate into history; a recommendation says, with its reason, what tact lets the model say;
/// the decision is written down; rights take it all back.
/// </summary>
/// <remarks><b>Threads</b>: safe. <b>Failure</b>: <see cref="RecommendAsync"/> answers plain content when keys, store or log are away; the others throw and store nothing.</remarks>
public sealed class Personalizer(ICustomerStore customers, IDecisionLog log, IReceiptStore receipts, Shops shops, LiveFigures figures, TimeProvider clock)
{
    /// <summary>Takes events in: each is judged by the consent gate under its customer's lock and, if permitted, is on disk when this completes.</summary>
    public async Task<IntakeResult> RecordAsync(TenantId tenant, IReadOnlyList<Event> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        // The catalogue is asked inside the change: an item that became sensitive while the event waited for its turn is not stored.
        var changes = events.GroupBy(happened => happened.Customer)
            .Select(group => customers.ChangeAsync(tenant, group.Key, file => group.Select(happened => Record(tenant, file, happened, shops[tenant])).ToArray(), cancellation));
        var codes = (await Task.WhenAll(changes).ConfigureAwait(false)).SelectMany(code => code).ToArray();

        var refused = codes.Where(code => code != DenyCode.None).CountBy(code => code).ToDictionary();
        var result = new IntakeResult(codes.Count(code => code == DenyCode.None), refused);
        figures.TookIn(tenant, result.Stored, result.Refused);
        return result;
    }

    /// <summary>The one decision point that every surface asks: what may I show this person here, now, and why?</summary>
    public async Task<Decision> RecommendAsync(DecisionRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var begun = clock.GetTimestamp();
        var readAt = log.Moment;
        CustomerFile? file = null;
        var isDegraded = false;
        try
        {
            if (request.Customer is { } customer && !shops[request.Tenant].IsForChildren)
                file = await customers.ReadAsync(request.Tenant, customer, cancellation).ConfigureAwait(false);
        }
        catch (Exception away) when (away is KeysUnavailableException or StoreUnavailableException)
        {
            isDegraded = true;
        }

        var decision = Decide(request, file, isDegraded);
        var isLogged = log.TryAppend(decision, readAt);
        if (!isLogged)
        {
            // What cannot be written down is not shown on a personal basis.
            decision = Decide(request with { Customer = null }, file: null, isDegraded: true);
        }

        figures.Decided(decision, isLogged, clock.GetElapsedTime(begun));
        return decision;
    }

    /// <summary>Forgets a customer for good. The receipt is final once a model without the customer and fresh lists are published.</summary>
    public async Task<ErasureReceipt> ForgetAsync(TenantId tenant, CustomerId customer)
    {
        var now = clock.GetUtcNow();
        var removed = await customers.EraseAsync(tenant, customer, now).ConfigureAwait(false);
        var receipt = Receipts.Open(tenant, "erasure", now, removed, shops[tenant].ModelHash);
        await receipts.SaveAsync(tenant, receipt, CancellationToken.None).ConfigureAwait(false);
        return receipt;
    }

    private DenyCode Record(TenantId tenant, CustomerFile file, Event arrived, Shop shop)
    {
        if (shop.IsForChildren)
            return DenyCode.NoConsent;
        if (file.HasSeen(arrived.MessageId))
            return DenyCode.Duplicate;
        if ((shop.Switches.AreAllOn || TakesBack(file, arrived) ? arrived : shop.Switches.Reduce(arrived)) is not { } happened)
            return DenyCode.SwitchedOff;
        switch (shop.Uses.Narrow(happened.Kind, ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, shop.Catalogue)))
        {
            case Verdict.Allow allow:
                file.Record(new PermittedEvent(happened, allow));
                figures.Uses.Kept(tenant, happened.Kind);
                return DenyCode.None;
            case Verdict.Deny deny:
                return deny.Code;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Something stored is given back: that passes whole, because without it the file would say what is no longer true.</summary>
    private static bool TakesBack(CustomerFile file, Event happened)
    {
        var given = happened.Kind switch
        {
            EventKind.OrderRefunded => EventKind.OrderCompleted,
            EventKind.RemovedFromCart => EventKind.AddedToCart,
            EventKind.RemovedFromWishlist => EventKind.AddedToWishlist,
            _ => EventKind.None,
        };
        return given != EventKind.None
            && file.History.Any(line => line.Kind == given && ((line.OrderId is { } order && order == happened.OrderId) || happened.Lines.Any(back => back.Item == line.Item)));
    }

    private Decision Decide(DecisionRequest request, CustomerFile? file, bool isDegraded)
    {
        var now = clock.GetUtcNow();
        var shop = shops[request.Tenant];
        var arms = shop.Experiments.Of(file, request.Surface, request.Signals, now);
        var policy = ShopExperiments.PolicyOf(arms, shop.Policy.On(request.Surface));
        var answer = Recommender.Recommend(arms.Any(arm => arm.IsHeldOut) ? request with { IsHeldOut = true } : request, file, shop, policy, now);
        // Who takes part is in the log by name: the person sees it there, and takes it back with the yes to measurement.
        var used = arms.Count == 0 ? answer.Used : answer.Used | Purposes.Measurement;
        return new Decision(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            request.Tenant,
            used == Purposes.None ? null : request.Customer,
            request.Surface,
            now,
            answer.Tier,
            answer.Items,
            answer.HeldBack,
            answer.Considered,
            used,
            shop.ModelHash,
            policy.Version,
            isDegraded,
            answer.Recognition,
            answer.Rules,
            arms.Count == 0 ? null : [.. arms.Select(arm => arm.Name)],
            arms.Any(arm => arm.FoldsReasons))
        { NotRead = answer.NotRead };
    }
}
