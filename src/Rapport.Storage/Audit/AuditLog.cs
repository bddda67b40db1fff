using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Audit;

/// <summary>The audit on any database.</summary>
/// <remarks><b>Threads</b>: safe. <b>Cost</b>: two disk syncs an entry; staff is slow.</remarks>
internal sealed class AuditLog(IAuditTable table, KeyRing keys, AuditHead head, SigningKey signing, TimeProvider time) : IAuditLog, IAgedRecords
{
    private const int PageSize = 5_000;

    private readonly BulkReadWatch _watch = new();

    public event Action<AuditLine>? Alarmed;

    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentException.ThrowIfNullOrWhiteSpace(entry.Actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(entry.Action);
        if (entry.Detail.Length > AuditEntry.MostDetail)
            entry = entry with { Detail = entry.Detail[..AuditEntry.MostDetail] };
        if (entry is { Customer: not null, People: 0 })
            entry = entry with { People = 1 };
        var customer = entry is { Customer: { } named, Tenant: { } tenant } ? keys.PseudonymOf(tenant, named).ToBytes() : null;
        await ChainAsync(entry, customer).ConfigureAwait(false);
        if (_watch.Note(entry.Actor, entry.People, time.GetUtcNow()) is not { } seen)
            return;
        // Chained whether or not somebody listens.
        var alarm = await ChainAsync(new AuditEntry(entry.Actor, AuditEntry.BulkRead, entry.Tenant, People: seen), null).ConfigureAwait(false);
        Alarmed?.Invoke(alarm.Line());
    }

    private async Task<AuditRow> ChainAsync(AuditEntry entry, byte[]? customer)
    {
        var row = await table.AppendAsync(last => AuditRow.After(last, time.GetUtcNow(), entry, customer)).ConfigureAwait(false);
        head.Export(row);
        return row;
    }

    public async Task<IReadOnlyList<AuditLine>> ReadAsync(TenantId? tenant, long? before, int most, CancellationToken cancellation) =>
        [.. (await table.NewestAsync(tenant?.Value, before ?? long.MaxValue, most, cancellation).ConfigureAwait(false)).Select(row => row.Line())];

    public Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => table.CountAsync(tenant, before, cancellation);

    /// <summary>Lines go for all tenants: it is one chain. What is left begins after a signed line.</summary>
    public Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation) => table.RetireAsync(before, last => AuditBase.Sign(last, signing));

    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellation)
    {
        // Read first: the chain may grow while it is walked, never shrink.
        var (signedNumber, statement, problem) = head.Read();
        var begins = await table.BaseAsync(cancellation).ConfigureAwait(false);
        if (begins?.IsSignedBy(signing) == false)
            problem ??= $"The audit begins after line {begins.Number}, and this server did not sign that.";
        var (previous, lines) = (begins?.Hash ?? AuditRow.Start, begins?.Number ?? 0);
        var writer = new ByteWriter();
        IReadOnlyList<AuditRow> page;
        do
        {
            page = await table.PageAsync(lines, PageSize, cancellation).ConfigureAwait(false);
            foreach (var row in page)
            {
                if (row.Number != ++lines || !row.Hash.AsSpan().SequenceEqual(row.HashAfter(previous, writer)))
                    problem ??= $"Line {row.Number} of the audit breaks the chain.";
                if (lines == signedNumber && AuditHead.StatementOf(row.Number, row.Hash) != statement)
                    problem ??= $"Line {row.Number} of the audit is not the one whose head was signed: the chain was written anew.";
                (lines, previous) = (row.Number, row.Hash);
            }
        }
        while (page.Count == PageSize);

        if (lines < signedNumber)
            problem ??= $"The audit ends at line {lines} and was signed up to line {signedNumber}: it was cut.";
        return new AuditVerdict(lines, problem);
    }
}
