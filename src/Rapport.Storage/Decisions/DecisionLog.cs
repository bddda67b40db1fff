using System.Threading.Channels;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Decisions;

/// <summary>The decision log on any database: requests hand lines over, one writer seals, chains and stores them in batches.</summary>
/// <remarks><b>Threads</b>: safe. <b>Cost</b>: a request pays one channel write.</remarks>
internal sealed class DecisionLog : IDecisionLog, IAsyncDisposable
{
    private const int MostWaiting = 16_384;
    private const int MostPerBatch = 4_096;
    private const int MostOfOnePerson = 5_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Retrying = TimeSpan.FromMilliseconds(200);

    private readonly IDecisionTable _table;
    private readonly KeyRing _keys;
    private readonly LogHeads _heads;
    private readonly LogChain _chain;
    private readonly LogErasures _erasures;
    private readonly string _writer;
    private readonly Channel<Work> _waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _writing;
    private LogSegment? _durable;
    private long _handedOver;
    private long _stored;
    private volatile bool _isBroken;

    private DecisionLog(IDecisionTable table, KeyRing keys, LogHeads heads, LogChain chain, LogErasures erasures, string writer)
    {
        (_table, _keys, _heads, _chain, _erasures, _writer) = (table, keys, heads, chain, erasures, writer);
        _writing = Task.Run(WriteAsync);
    }

    public bool IsAvailable => !_isBroken && _keys.IsAvailable;

    public long Backlog => Interlocked.Read(ref _handedOver) - Interlocked.Read(ref _stored);

    /// <summary>Opens the log and closes the segment that a crash tore, with the gap on record.</summary>
    public static async Task<DecisionLog> OpenAsync(IDecisionTable table, KeyRing keys, LogHeads heads, int linesPerSegment, TimeProvider time, CancellationToken cancellation)
    {
        var writer = heads.ReadOrMakeWriter();
        var erasures = new LogErasures();
        var chain = new LogChain(writer, linesPerSegment, keys, erasures, time);
        var last = (await table.SegmentsAsync(cancellation).ConfigureAwait(false)).LastOrDefault(segment => segment.Writer == writer);
        if (last is null || !keys.IsAvailable)
            return new DecisionLog(table, keys, heads, chain, erasures, writer);

        if (last.State == SegmentState.Open)
        {
            last = last with { State = SegmentState.Torn, ClosedAt = time.GetUtcNow().UtcTicks };
            await table.AppendAsync([], [last]).ConfigureAwait(false);
        }

        // Only the last head may be missing after a crash; others are never signed afterwards.
        if (!heads.Has(last))
            heads.Export(last);
        chain.ContinueAfter(last);
        return new DecisionLog(table, keys, heads, chain, erasures, writer);
    }

    public long Moment => _erasures.Moment;

    public bool TryAppend(Decision decision, long? readAt = null)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!IsAvailable || !_waiting.Writer.TryWrite(new Work(decision, readAt ?? Moment)))
            return false;
        Interlocked.Increment(ref _handedOver);
        return true;
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        var work = new Work(null, 0);
        await _waiting.Writer.WriteAsync(work, cancellation).ConfigureAwait(false);
        await work.Done!.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public Task<long> CountAsync(TenantId tenant, CancellationToken cancellation) => _table.CountAsync(tenant, cancellation);

    public async Task<IReadOnlyList<DecisionSummary>> ReadAsync(TenantId tenant, CustomerId customer, int most, CancellationToken cancellation)
    {
        var name = _keys.CustomerKeyOf(tenant, customer);
        var summaries = new List<DecisionSummary>();
        if (_keys.Find(name) is null)
            return summaries;
        foreach (var line in await _table.ReadAsync(name, most, cancellation).ConfigureAwait(false))
        {
            if (line.Sealed is null || (Open(line, name) is not { } payload))
                continue;
            var reader = new ByteReader(payload);
            reader.Bytes(LogLine.SaltLength);
            summaries.Add(DecisionCodec.Summarise(reader, line));
        }

        return summaries;
    }

    public async Task<IReadOnlyList<LoggedLine>> ReadLinesAsync(TenantId tenant, CustomerId customer, DateTimeOffset since, CancellationToken cancellation)
    {
        var name = _keys.CustomerKeyOf(tenant, customer);
        if (_keys.Find(name) is null)
            return [];
        var lines = await _table.ReadAsync(name, MostOfOnePerson, cancellation).ConfigureAwait(false);
        return [.. lines.Where(line => line.At >= since.UtcTicks && line.Sealed is not null).Select(line => Open(line, name) is { } payload ? DecisionCodec.ReadLine(new ByteReader(payload), line) : null).OfType<LoggedLine>()];
    }

    public async Task<IReadOnlyList<NamelessLines>> CountNamelessAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellation)
    {
        var counts = new Dictionary<(DateOnly Date, byte Surface, byte Tier), long>();
        foreach (var segment in (await _table.SegmentsAsync(cancellation).ConfigureAwait(false)).Where(segment => segment.ClosedAt is null || segment.ClosedAt >= since.UtcTicks))
        {
            foreach (var line in await _table.LinesAsync(segment.Writer, segment.Number, cancellation).ConfigureAwait(false))
            {
                if (line.Subject is null && line.Tenant == tenant.Value && line.At >= since.UtcTicks)
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (DateOnly.FromDateTime(new DateTime(line.At)), line.Surface, line.Tier), out _)++;
            }
        }

        return [.. counts.Select(count => new NamelessLines(count.Key.Date, (Surface)count.Key.Surface, (Tier)count.Key.Tier, count.Value))];
    }

    public async Task<string?> VerifyAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation).ConfigureAwait(false);
        return await new LogVerifier(_table, _heads, _keys, _writer).VerifyAsync(Volatile.Read(ref _durable), cancellation).ConfigureAwait(false);
    }

    public Task<long> EraseAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) =>
        EraseAsync(_keys.CustomerKeyOf(tenant, customer)).WaitAsync(cancellation);

    /// <summary>Removes payloads and salts of a customer, those still waiting included: it runs on the writer, after them. Decisions that began before it keep none.</summary>
    public async Task<long> EraseAsync(CustomerKey customer)
    {
        _erasures.Note(customer);
        var work = new Work(null, 0, customer);
        await _waiting.Writer.WriteAsync(work).ConfigureAwait(false);
        return await work.Done!.Task.ConfigureAwait(false);
    }

    /// <summary>Seals what waits; harmless when called again, as by a container and by the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete())
        {
            await _writing.ConfigureAwait(false);
            return;
        }

        _closing.CancelAfter(TimeSpan.FromSeconds(5));
        await _writing.ConfigureAwait(false);
        _closing.Dispose();
    }

    private byte[]? Open(LogLine line, CustomerKey name)
    {
        var key = _keys.Find(name);
        return (key is null ? null : Sealer.Open(key, line.Sealed!, line.Associated()))
            ?? (_keys.FindFresh(name) is { } fresh ? Sealer.Open(fresh, line.Sealed!, line.Associated()) : null);
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                await Task.Delay(Gathering).ConfigureAwait(false);
                await WriteWaitingAsync().ConfigureAwait(false);
            }

            _chain.Close(SegmentState.Sealed);
            await StoreAsync().ConfigureAwait(false);
        }
        finally
        {
            // Closed, or stopped by a bug: either way nobody is left to wait.
            _isBroken = true;
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var work))
                work.Done?.TrySetException(new StoreUnavailableException("The decision log is closed."));
        }
    }

    private async Task WriteWaitingAsync()
    {
        var asked = new List<Work>();
        while (_chain.Count < MostPerBatch && _waiting.Reader.TryRead(out var work))
        {
            if (work.Decision is null)
                asked.Add(work);
            else
                _chain.Append(work.Decision, work.ReadAt);
        }

        await StoreAsync().ConfigureAwait(false);
        foreach (var work in asked)
            await AnswerAsync(work).ConfigureAwait(false);
    }

    /// <summary>Stores what the chain has, and tries again until it is on disk; meanwhile the log takes no more.</summary>
    private async Task StoreAsync()
    {
        var (lines, segments) = _chain.Take();
        while (segments.Count > 0 && !_closing.IsCancellationRequested)
        {
            try
            {
                await _table.AppendAsync(lines, segments).ConfigureAwait(false);
                foreach (var segment in segments.Where(segment => segment.State != SegmentState.Open))
                    _heads.Export(segment);
                Volatile.Write(ref _durable, _chain.Current);
                Interlocked.Add(ref _stored, lines.Count);
                _isBroken = false;
                return;
            }
            catch (Exception problem) when (problem is StoreUnavailableException or IOException)
            {
                _isBroken = true;
                await Task.Delay(Retrying).ConfigureAwait(false);
            }
        }
    }

    private async Task AnswerAsync(Work work)
    {
        try
        {
            work.Done!.TrySetResult(work.Erase is { } customer ? await _table.EraseAsync(customer).ConfigureAwait(false) : 0);
        }
        catch (StoreUnavailableException problem)
        {
            work.Done!.TrySetException(problem);
        }
    }

    /// <summary>A decision to store, a customer to erase, or (with neither) a question whether all before it is stored.</summary>
    private sealed record Work(Decision? Decision, long ReadAt, CustomerKey? Erase = null)
    {
        /// <summary>Null for a decision: nobody waits for it.</summary>
        public TaskCompletionSource<long>? Done { get; } = Decision is null ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }
}
