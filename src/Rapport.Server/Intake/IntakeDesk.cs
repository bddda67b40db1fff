using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Server.Authority;
using Rapport.Server.Health;
using Rapport.Server.Hosting;
using Rapport.Server.Training;

namespace Rapport.Server.Intake;

/// <summary>Where events are taken in: whose they are, what is read of them, and their recording.</summary>
internal sealed class IntakeDesk(Personalizer personalizer, TenantDirectory tenants, LiveFigures figures, ShopChanges changes, HealthWatch health, TimeProvider clock)
{
    /// <summary>The shop of the write key in header or body; null with the code of a problem.</summary>
    public Tenant? TenantOf(HttpContext context, JsonElement body, out string problem)
    {
        var inBody = JsonValues.Text(body, "writeKey");
        var tenant = Caller.Of(context) switch
        {
            Caller.Writer writer => writer.Tenant,
            Caller.Shop shop => shop.Tenant,
            null when inBody is not null => tenants.FindByWriteKey(inBody),
            _ => null,
        };
        problem = tenant is { IsSample: true } ? "sample-tenant"
            : tenant is not null ? ""
            : inBody is null && context.Request.Headers.Authorization.Count == 0 ? "no-credentials"
            : "wrong-key";
        return problem.Length == 0 ? tenant : null;
    }

    /// <param name="signals">What the browser that sent it says about privacy.</param>
    public IntakeBatch Read(Tenant tenant, JsonElement body, string? type, PrivacySignals signals) => SegmentReader.Read(body, type, tenant.Currency, clock.GetUtcNow(), signals);

    public async Task<IntakeResult> RecordAsync(Tenant tenant, IntakeBatch batch, CancellationToken cancellation)
    {
        foreach (var (name, count) in batch.Dropped.Counts)
            figures.Dropped(tenant.Id, name, count);
        foreach (var (status, count) in batch.Tracking)
            figures.Tracking(tenant.Id, status, count);
        if (batch.Events.Count == 0)
        {
            var nothing = new IntakeResult(0, new Dictionary<DenyCode, int>());
            Watch(tenant, batch, nothing);
            return nothing;
        }

        var result = await personalizer.RecordAsync(tenant.Id, batch.Events, cancellation);
        Watch(tenant, batch, result);
        if (result.Stored > 0)
            changes.Note(tenant.Id);
        return result;
    }

    /// <summary>What is not kept on purpose (pages, names) is no sign of illness.</summary>
    private void Watch(Tenant tenant, IntakeBatch batch, IntakeResult result)
    {
        var unreadable = batch.Refused.Where(cause => cause.Key is "no-customer" or "no-items" or "bad-line" or "malformed-event").Sum(cause => (long)cause.Value);
        health.Of(tenant.Id).Note(clock.GetUtcNow(), batch.Events.Count + unreadable, result.Refused.GetValueOrDefault(DenyCode.UnknownItem), unreadable);
    }
}
