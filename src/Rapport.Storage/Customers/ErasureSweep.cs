using System.Diagnostics;
using Rapport.Core.History;

namespace Rapport.Storage.Customers;

/// <summary>Clears what erased rows left in the database's files: in the background, once for all erasures that come meanwhile, and for at most a twentieth of the time.</summary>
/// <remarks><b>Threads</b>: safe. <b>Failure</b>: nothing is lost by it; the next erasure clears it too.</remarks>
internal sealed class ErasureSweep(Func<CancellationToken, Task> clear) : IAsyncDisposable
{
    private const int RestPerWork = 19;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostAtClose = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _givingUp = new();
    private Task _running = Task.CompletedTask;
    private bool _isWished;
    private TimeSpan _rest;
    private long _ended;

    /// <summary>Completes when what erasures so far left is cleared, or could not be.</summary>
    public Task Done
    {
        get
        {
            lock (_lock)
                return _running;
        }
    }

    public void Wish()
    {
        lock (_lock)
        {
            _isWished = true;
            if (_running.IsCompleted)
                _running = Task.Run(RunAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _givingUp.CancelAfter(MostAtClose);
        await Done.ConfigureAwait(false);
        _closing.Dispose();
        _givingUp.Dispose();
    }

    private async Task RunAsync()
    {
        while (Take())
        {
            await RestAsync().ConfigureAwait(false);
            var began = Stopwatch.GetTimestamp();
            try
            {
                await clear(_givingUp.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is StoreUnavailableException or System.Data.Common.DbException or OperationCanceledException)
            {
                // The database is away, or the store closes: the next erasure clears it too.
            }

            _ended = Stopwatch.GetTimestamp();
            _rest = Stopwatch.GetElapsedTime(began, _ended) * RestPerWork;
        }
    }

    /// <summary>Not before the first one, and not when the store closes.</summary>
    private async Task RestAsync()
    {
        if (_ended == 0)
            return;
        var left = (_rest > ShortestRest ? _rest : ShortestRest) - Stopwatch.GetElapsedTime(_ended);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, _closing.Token).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
    }

    /// <summary>False, and done under the same lock as a new wish, when there is none.</summary>
    private bool Take()
    {
        lock (_lock)
        {
            var isWished = _isWished;
            _isWished = false;
            if (!isWished)
                _running = Task.CompletedTask;
            return isWished;
        }
    }
}
