using System.Collections.Concurrent;
using Rapport.Console.Enter;
using Rapport.Core.Events;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Checks operators' passwords, slowly: after five failures a name waits a minute, then twice as long each time, at most 15; and the door takes 30 failures a minute from all.</summary>
/// <remarks>
/// Waiting is the same for names that exist and names that do not. No address is kept.
/// <para><b>Threads</b>: safe; one password is tried at a time, so that trying costs one processor at the most.</para>
/// </remarks>
internal sealed class SignInDesk(HouseBook book, TimeProvider clock) : IDisposable
{
    private const int FreeFailures = 5;
    private const int MostFailuresAMinute = 30;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<DateTimeOffset> _recent = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<SignInAnswer> TryAsync(string name, string password, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (WaitOf(name, now) is { } wait)
                return new SignInAnswer(null, wait);
            var person = book.Read().Find(name);
            if (Password.Opens(person?.Password, password) && person is not null)
            {
                _failures.TryRemove(name, out _);
                return new SignInAnswer(new Entrant(new TenantId(person.Tenant), EntrantKind.Password, person.Name, person.Stamp), null);
            }

            Note(name, now);
            return new SignInAnswer(null, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private TimeSpan? WaitOf(string name, DateTimeOffset now)
    {
        while (_recent.TryPeek(out var oldest) && oldest <= now.AddMinutes(-1))
            _recent.Dequeue();
        if (_recent.Count >= MostFailuresAMinute)
            return _recent.Peek().AddMinutes(1) - now;
        return _failures.TryGetValue(name, out var failures) && failures.Until > now ? failures.Until - now : null;
    }

    private void Note(string name, DateTimeOffset now)
    {
        _recent.Enqueue(now);
        foreach (var (old, failures) in _failures)
        {
            if (failures.Last + Remembered < now)
                _failures.TryRemove(old, out _);
        }

        var count = (_failures.TryGetValue(name, out var before) ? before.Count : 0) + 1;
        var wait = count < FreeFailures ? TimeSpan.Zero : TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Math.Min(count - FreeFailures, 10))));
        _failures[name] = new Failures(count, now, now + wait);
    }

    private sealed record Failures(int Count, DateTimeOffset Last, DateTimeOffset Until);
}
