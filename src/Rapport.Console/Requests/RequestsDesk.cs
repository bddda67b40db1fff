using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.House;

namespace Rapport.Console.Requests;

/// <summary>Requests by law at the console: noted, done on a customer's behalf, extended, refused, each look and change written down first.</summary>
public sealed class RequestsDesk(ConsoleOptions options, IAuditLog audit, TimeProvider clock, RightsDesk rights, RightsWork work) : StaffDesk(options, audit, clock)
{
    /// <summary>Open ones first, those due soonest first. They name nobody.</summary>
    public Task<IReadOnlyList<RightsRequest>> ListAsync(OperatorVisit visit, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        return rights.ListAsync(visit.Tenant.Id, null, cancellation);
    }

    /// <summary>What an erasure would take, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> PlanAsync(OperatorVisit visit, CustomerId customer, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        await NoteAsync(visit, "customer.read", customer, detail: "plan-erasure");
        return await work.PlanAsync(visit.Tenant.Id, customer, cancellation);
    }

    /// <summary>Writes down that a request has arrived; its clock runs.</summary>
    /// <param name="receivedAt">A letter's day; null is now.</param>
    public async Task<RightsRequest> OpenAsync(OperatorVisit visit, CustomerId customer, Right right, Regime regime, DateTimeOffset? receivedAt, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        await NoteAsync(visit, "request.open", customer, detail: right.ToString());
        return await rights.OpenAsync(visit.Tenant.Id, customer, right, regime, "operator", receivedAt, cancellation);
    }

    /// <summary>Does an open request for the customer it is of. Reading and exporting go by <see cref="HandOverAsync"/>.</summary>
    /// <returns>Null where the customer is another, or the request is not open.</returns>
    public async Task<RightsRequest?> DoAsync(OperatorVisit visit, RightsRequest request, CustomerId customer, RightsWish wish, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        ArgumentNullException.ThrowIfNull(request);
        await NoteAsync(visit, "customer.change", customer, detail: request.Right.ToString());
        var done = await rights.DoAsync(visit.Tenant.Id, request, customer, wish, cancellation);
        if (done is not null)
            Options.DataChanged(visit.Tenant.Id);
        return done;
    }

    /// <summary>Packs everything held about a customer, and does the request for it.</summary>
    /// <param name="id">A request that was noted; null opens one.</param>
    /// <returns>Null where the request is another customer's or closed.</returns>
    public async Task<byte[]?> HandOverAsync(OperatorVisit visit, string? id, CustomerId customer, Right right, Regime regime, string language, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers | Permissions.Export);
        var tenant = visit.Tenant.Id;
        await NoteAsync(visit, "export.make", customer, detail: right.ToString());
        var request = id is null ? await rights.OpenAsync(tenant, customer, right, regime, "operator", null, cancellation) : await rights.FindAsync(tenant, id, cancellation);
        if (request is not { Status: RightsStatus.Open, Right: Right.Access or Right.Export } || !rights.IsOf(tenant, request, customer))
            return null;
        var packed = await Options.Archive(tenant, customer, language, cancellation);
        await rights.DoAsync(tenant, request, customer, new RightsWish(), cancellation);
        return packed;
    }

    /// <summary>Puts the due time off; the customer must be told now.</summary>
    /// <returns>Null where the law gives no extension, or not any more.</returns>
    public async Task<RightsRequest?> ExtendAsync(OperatorVisit visit, string id, string reason, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        await NoteAsync(visit, "request.extend", detail: reason);
        return await rights.ExtendAsync(visit.Tenant.Id, id, reason, cancellation);
    }

    /// <returns>Null where the request is not open.</returns>
    public async Task<RightsRequest?> RefuseAsync(OperatorVisit visit, string id, string reason, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        await NoteAsync(visit, "request.refuse", detail: reason);
        return await rights.RefuseAsync(visit.Tenant.Id, id, reason, cancellation);
    }

    /// <summary>A request with clock and steps as a signed statement.</summary>
    /// <returns>Null where there is none of that id.</returns>
    public async Task<byte[]?> EvidenceAsync(OperatorVisit visit, string id, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers);
        return await rights.FindAsync(visit.Tenant.Id, id, cancellation) is { } request ? Options.Evidence(request) : null;
    }
}
