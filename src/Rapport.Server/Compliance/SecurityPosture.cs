using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Compliance;

/// <summary>The security checks that enter the balance as component s8: encryption, key age, restore drill, open alarms, patch age, second factor of admins.</summary>
/// <remarks>
/// <b>Invariant</b>: what nobody can show counts as failed. Each weighs the same: one more that fails takes <c>weightNow(s8) / checks</c> points from the privacy axis.
/// <b>Cost</b>: a few small files and the newest lines of the audit; looked at anew at every reading of the balance.
/// </remarks>
internal sealed class SecurityPosture(RapportStore store, HouseBook house, ComplianceBook book, TimeProvider clock)
{
    /// <summary>After so many days keys are to be rotated.</summary>
    public const int MostKeyDays = 365;

    /// <summary>So old may the program be that runs.</summary>
    public const int MostPatchDays = 180;

    private const int AlarmDays = 30;
    private const int MostAuditLines = 1_000;

    private static readonly DateTimeOffset Installed = new(File.GetLastWriteTimeUtc(Environment.ProcessPath is { } path && typeof(SecurityPosture).Assembly.Location.Length == 0 ? path : typeof(SecurityPosture).Assembly.Location), TimeSpan.Zero);

    public async Task<IReadOnlyList<ComplianceCheck>> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var attested = book.Attested(tenant).Where(each => each.Counts(now)).ToDictionary(each => each.Check, StringComparer.Ordinal);
        return [Encryption(now), KeyAge(now), RestoreDrill(attested, now), await AlarmsAsync(tenant, attested, now, cancellation), PatchAge(now), SecondFactor(tenant, attested, now)];
    }

    private ComplianceCheck Encryption(DateTimeOffset now)
    {
        var health = store.Health;
        return new ComplianceCheck("encryption", health is { KeysAvailable: true, StoreAvailable: true, DecisionLogAvailable: true }, now, [Word(health.KeysAvailable), Word(health.StoreAvailable), Word(health.DecisionLogAvailable)]);
    }

    private ComplianceCheck KeyAge(DateTimeOffset now)
    {
        if (store.KeyGeneration is not { } generation)
            return new ComplianceCheck("key-age", false, now, ["–", "–", Evidence.Of(MostKeyDays)]);
        var since = book.KeysSince(generation, now);
        return new ComplianceCheck("key-age", (now - since).TotalDays <= MostKeyDays, now, [Evidence.Of(generation), Evidence.Day(since), Evidence.Of(MostKeyDays)]);
    }

    private static ComplianceCheck RestoreDrill(Dictionary<string, Attestation> attested, DateTimeOffset now) =>
        new("restore-drill", attested.ContainsKey("restore-drill"), now, Evidence.Of(attested.GetValueOrDefault("restore-drill")));

    /// <summary>Alarms that nobody has answered since.</summary>
    private async Task<ComplianceCheck> AlarmsAsync(TenantId tenant, Dictionary<string, Attestation> attested, DateTimeOffset now, CancellationToken cancellation)
    {
        var answered = attested.GetValueOrDefault("alarms-answered")?.At ?? DateTimeOffset.MinValue;
        var lines = await store.Audit.ReadAsync(tenant, null, MostAuditLines, cancellation);
        var open = lines.Count(line => line.Action == AuditEntry.BulkRead && line.At > answered && line.At > now.AddDays(-AlarmDays));
        return new ComplianceCheck("alarms-answered", open == 0, now, [Evidence.Of(open), Evidence.Of(AlarmDays)]);
    }

    private static ComplianceCheck PatchAge(DateTimeOffset now) =>
        new("patch-age", (now - Installed).TotalDays <= MostPatchDays, now, [Evidence.Day(Installed), Evidence.Of(MostPatchDays)]);

    /// <summary>A password alone is one factor; that the identity provider asks for two is for its operator to attest.</summary>
    private ComplianceCheck SecondFactor(TenantId tenant, Dictionary<string, Attestation> attested, DateTimeOffset now)
    {
        var alone = Admins(tenant);
        return new ComplianceCheck("admin-second-factor", alone == 0 && attested.ContainsKey("admin-second-factor"), now, [alone is { } count ? Evidence.Of(count) : "–", .. Evidence.Of(attested.GetValueOrDefault("admin-second-factor"))]);
    }

    /// <summary>Null where the book of the house cannot be read.</summary>
    private int? Admins(TenantId tenant)
    {
        try
        {
            return house.Read().Operators.Count(person => person.Tenant == tenant.Value && person.Role == Role.Admin && person.Password.Length > 0);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Word(bool isThere) => isThere ? "ok" : "away";
}
