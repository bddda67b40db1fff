using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Boundary;
using Rapport.Server.Hosting;
using Rapport.Server.Rights;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Compliance;

/// <summary>The checks of what law and our own page promise: choices with words, requests and breaches in time, terms kept, chains whole, nothing sold.</summary>
/// <remarks><b>Cost</b>: walks all customer files, the audit and the decision log: once a day, and when somebody asks.</remarks>
internal sealed class LawChecks(RapportStore store, RapportSettings settings, RightsDesk requests, Upkeep upkeep, RetentionService retention, BreachRegister breaches, StorageCheck storage, ComplianceBook book, LiveFigures figures, TimeProvider clock)
{
    private const int DrillDays = 365;
    private const int MostRetentionHours = 25;
    private const int MostBackupDays = 7;

    public async Task<IReadOnlyList<ComplianceCheck>> RunAsync(Tenant tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return
        [
            await ConsentsAsync(tenant.Id, now, cancellation),
            await RequestsAsync(tenant.Id, now, cancellation),
            await RetentionAsync(tenant.Id, now, cancellation),
            BreachesInTime(tenant.Id, now),
            BreachDrill(tenant.Id, now),
            await FactsAsync(tenant, now, cancellation),
            AntiPatternFree(tenant.Id, now),
            NothingSold(now),
            await AuditAsync(now, cancellation),
            await LogAsync(now, cancellation),
            BackupAge(tenant.Id, now),
            Transport(tenant, now),
        ];
    }

    /// <summary>Every yes names words that were shown, or the sender or the import that vouches for it.</summary>
    private async Task<ComplianceCheck> ConsentsAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var counts = await store.Customers.ReadAllAsync(
            tenant,
            () => new long[2],
            (count, file) =>
            {
                foreach (var entry in file.Ledger.Entries)
                {
                    count[0]++;
                    count[1] += HasWords(entry) ? 0 : 1;
                }
            },
            cancellation);
        var (all, wordless) = (counts.Sum(count => count[0]), counts.Sum(count => count[1]));
        return new ComplianceCheck("consents-have-words", wordless == 0, now, [Evidence.Of(all), Evidence.Of(wordless)]);
    }

    private static bool HasWords(ConsentEntry entry) =>
        entry.Choice != ConsentChoice.Granted
        || entry.Scope is ConsentScope.Child or ConsentScope.AppTracking
        || entry.Source is ConsentSource.Event or ConsentSource.Sample
        || PurposeCatalogue.Knows(entry.Purpose, entry.TextVersion, entry.Scope);

    private async Task<ComplianceCheck> RequestsAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = (await requests.ListAsync(tenant, null, cancellation)).Where(request => request.IsOpen).ToList();
        var overdue = open.Count(request => request.IsOverdue(now));
        return new ComplianceCheck("requests-in-time", overdue == 0, now, [Evidence.Of(open.Count), Evidence.Of(overdue), Evidence.Day(open.Count == 0 ? null : open.Min(request => request.DueAt))]);
    }

    private async Task<ComplianceCheck> RetentionAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var report = await upkeep.CountAsync(tenant, cancellation);
        var ran = retention.LastOf(tenant)?.At;
        var isRunning = now - (ran ?? figures.Since) <= TimeSpan.FromHours(MostRetentionHours);
        return new ComplianceCheck("retention-kept", report.Stale == 0 && isRunning, now, [Evidence.Of(report.Lines), Evidence.Of(report.Stale), Evidence.Day(ran)]);
    }

    private ComplianceCheck BreachesInTime(TenantId tenant, DateTimeOffset now)
    {
        var all = breaches.Read(tenant).Where(breach => !breach.Drill).ToList();
        var overdue = all.Count(breach => breach.IsOverdue(now));
        return new ComplianceCheck("breaches-in-time", overdue == 0, now, [Evidence.Of(all.Count), Evidence.Of(overdue)]);
    }

    private ComplianceCheck BreachDrill(TenantId tenant, DateTimeOffset now)
    {
        DateTimeOffset? drilled = breaches.Read(tenant).Where(breach => breach is { Drill: true, ReportedAt: not null }).Select(breach => breach.ReportedAt).Max();
        return new ComplianceCheck("breach-drill", drilled > now.AddDays(-DrillDays), now, [Evidence.Day(drilled), Evidence.Of(DrillDays)]);
    }

    private async Task<ComplianceCheck> FactsAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var found = await store.ReadForeignColumnsAsync(cancellation) is { Count: > 0 } foreign ? foreign.Count : 0;
            var stored = await storage.RunAsync(tenant, cancellation);
            return new ComplianceCheck("facts-hold", found == 0, now, [Evidence.Of(stored.Customers), Evidence.Of(stored.Lines)]);
        }
        catch (FactsDoNotHoldException)
        {
            return new ComplianceCheck("facts-hold", false, now, ["–", "–"]);
        }
    }

    private ComplianceCheck AntiPatternFree(TenantId tenant, DateTimeOffset now)
    {
        var found = AntiPatterns.Find(settings).Count(each => each.Tenant == tenant.Value);
        return new ComplianceCheck("no-anti-pattern", found == 0, now, [Evidence.Of(found)]);
    }

    private static ComplianceCheck NothingSold(DateTimeOffset now)
    {
        var (sales, sharings) = (OutboundRegister.Of(OutboundKind.Sale), OutboundRegister.Of(OutboundKind.Sharing));
        return new ComplianceCheck("nothing-sold", sales + sharings == 0, now, [Evidence.Of(sales), Evidence.Of(sharings), Evidence.Of(OutboundRegister.All.Length)]);
    }

    private async Task<ComplianceCheck> AuditAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var verdict = await store.Audit.VerifyAsync(cancellation);
        return new ComplianceCheck("audit-whole", verdict.Broken is null, now, [Evidence.Of(verdict.Lines)]);
    }

    private async Task<ComplianceCheck> LogAsync(DateTimeOffset now, CancellationToken cancellation) =>
        new("log-whole", await store.Decisions.VerifyAsync(cancellation) is null, now, []);

    private ComplianceCheck BackupAge(TenantId tenant, DateTimeOffset now)
    {
        var attested = book.Attested(tenant).FirstOrDefault(each => each.Check == "backup-age")?.At;
        var last = book.BackedUpAt is { } made && !(attested > made) ? made : attested;
        return new ComplianceCheck("backup-age", last > now.AddDays(-MostBackupDays), now, [Evidence.Day(last), Evidence.Of(MostBackupDays)]);
    }

    /// <summary>TLS: the server's own, or a proxy's before a server that only this machine reaches. A proxy cannot be seen from here; that it encrypts is attested.</summary>
    private ComplianceCheck Transport(Tenant tenant, DateTimeOffset now)
    {
        var listens = new Uri(settings.Listen);
        var plain = tenant.Origins.Count(origin => !origin.StartsWith("https:", StringComparison.Ordinal) && !new Uri(origin).IsLoopback);
        var attested = book.Attested(tenant.Id).FirstOrDefault(each => each.Check == "transport" && each.Counts(now));
        var isOwn = listens.Scheme == "https";
        return new ComplianceCheck("transport", plain == 0 && (isOwn || (listens.IsLoopback && attested is not null)), now, [isOwn ? "TLS" : listens.IsLoopback ? "loopback" : "http", Evidence.Of(plain), Evidence.Day(attested?.At)]);
    }
}
