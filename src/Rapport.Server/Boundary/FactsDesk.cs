using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Server.Endpoints;
using Rapport.Server.Hosting;
using Rapport.Server.Rights;
using Rapport.Server.Training;
using Rapport.Storage;

namespace Rapport.Server.Boundary;

/// <summary>Makes a shop's privacy facts from the settings its server runs with, checks them against the store, and signs them.</summary>
/// <remarks><b>Threads</b>: safe; the store is looked into once in ten minutes a shop, however many ask. Tables are looked at every time.</remarks>
internal sealed class FactsDesk(RapportStore store, RapportSettings settings, StorageCheck check, TuningReports tunings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<TenantId, PrivacyFacts> _last = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="FactsDoNotHoldException">The store holds what they say is not there.</exception>
    public async Task<PrivacyFacts> ReadAsync(Tenant tenant, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (await store.ReadForeignColumnsAsync(cancellation) is [var column, ..])
                throw new FactsDoNotHoldException($"the store has a column {column} that Rapport did not make");
            if (_last.TryGetValue(tenant.Id, out var facts) && clock.GetUtcNow() - facts.Storage.CheckedAt < Lasting)
                return facts;
            return _last[tenant.Id] = Sign(Facts(tenant, await check.RunAsync(tenant, cancellation)));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private PrivacyFacts Facts(Tenant tenant, StorageFacts stored)
    {
        var kept = SignalCatalogue.All.Where(signal => tenant.Switches.Keeps(signal) && tenant.Uses.Of(signal) != Purposes.None).ToArray();
        var support = Math.Max(new ModelSettings().Support, tunings.Read(tenant.Id)?.Chosen.Support ?? 0);
        var facts = new PrivacyFacts(
            tenant.Id.Value,
            tenant.Name,
            "",
            [.. kept.Select(signal => new KeptSignal(signal.Id, [.. signal.Fields.Where(field => tenant.Switches.Keeps(signal, field)).Select(field => field.Id)], Wire.Names(tenant.Uses.Of(signal))))],
            [.. SignalCatalogue.All.Except(kept).Select(signal => signal.Id), .. kept.SelectMany(signal => signal.Fields.Where(field => !tenant.Switches.Keeps(signal, field)).Select(field => $"{signal.Id}.{field.Id}"))],
            [.. NeverCollected.All.Select(never => never.Code)],
            [.. PurposeCatalogue.All.Select(purpose => new PurposeTerms(purpose.Id, purpose.DpvCode, purpose.TextVersion, DaysOf(tenant, kept, purpose), purpose.ExpiresAfterDays))],
            new AnonymityFacts(support, 2 * support, settings.BatchRefreshHours),
            new OutboundFacts(OutboundRegister.Of(OutboundKind.Sale), OutboundRegister.Of(OutboundKind.Sharing), [.. OutboundRegister.All.Where(way => way.Kind == OutboundKind.Processor && IsOn(way, tenant)).Select(way => way.Name)], 0, 0),
            stored,
            "");
        var decided = Members(facts with { Storage = stored with { CheckedAt = default, Customers = 0, Lines = 0, FromBefore = 0 } });
        return facts with { Settings = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(decided))) };
    }

    /// <summary>The longest time that anything kept for the purpose is kept in this shop.</summary>
    private static int DaysOf(Tenant tenant, IEnumerable<SignalDefinition> kept, PurposeDefinition purpose) =>
        kept.Where(signal => tenant.Uses.Of(signal).HasFlag(purpose.Purpose)).Select(signal => signal.Id).Append(RetentionTerms.Stated).Max(name => tenant.Retention.DaysOf(name, purpose));

    /// <summary>A way that is built in and not set up is no way out of this shop.</summary>
    private static bool IsOn(OutboundWay way, Tenant tenant) => way.Name is not ("sign-in-mail" or "campaign-mail") || tenant.Mail is not null;

    private PrivacyFacts Sign(PrivacyFacts facts) => facts with { Signature = Convert.ToBase64String(store.Sign(CanonicalJson.Bytes(Members(facts)))) };

    private static JsonObject Members(PrivacyFacts facts)
    {
        var members = JsonSerializer.SerializeToNode(facts, ApiJson.Default.PrivacyFacts)!.AsObject();
        members.Remove("signature");
        return members;
    }
}
