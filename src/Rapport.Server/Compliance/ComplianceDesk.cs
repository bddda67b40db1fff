using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Server.Hosting;

namespace Rapport.Server.Compliance;

/// <summary>Runs all checks of a shop, keeps what they found with its date, and names the run in the audit so that no run is changed afterwards.</summary>
/// <remarks><b>Threads</b>: safe; one run at a time.</remarks>
internal sealed class ComplianceDesk(LawChecks law, SecurityPosture posture, ComplianceBook book, IAuditLog audit, TimeProvider clock, ILogger<ComplianceDesk> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The last run, by this process or one before it; null before the first.</summary>
    public ComplianceRun? LastOf(TenantId tenant) => book.Runs(tenant, 1) is [var last] ? last : null;

    /// <param name="actor">Who asked: a key, or the job.</param>
    public async Task<ComplianceRun> RunAsync(Tenant tenant, string actor, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var run = new ComplianceRun(clock.GetUtcNow(), [.. await law.RunAsync(tenant, cancellation), .. await posture.ReadAsync(tenant.Id, cancellation)]);
            var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(run, ComplianceJson.Default.ComplianceRun)));
            await audit.AppendAsync(new AuditEntry(actor, "compliance.run", tenant.Id, Detail: $"{run.Checks.Count - run.Failed} hold, {run.Failed} do not; sha256 {hash}"), cancellation);
            book.Add(tenant.Id, run);
            if (run.Failed > 0)
                log.ComplianceFailed(tenant.Id.Value, string.Join(", ", run.Checks.Where(check => !check.Holds).Select(check => check.Id)));
            return run;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task AttestAsync(TenantId tenant, string actor, string check, string evidence, DateTimeOffset? at, CancellationToken cancellation)
    {
        await audit.AppendAsync(new AuditEntry(actor, "compliance.attest", tenant, Detail: $"{check}: {evidence}"), cancellation);
        book.Attest(tenant, new Attestation(check, at ?? clock.GetUtcNow(), actor, evidence, Attestation.Kinds[check]));
    }

    public void Dispose() => _turn.Dispose();
}
