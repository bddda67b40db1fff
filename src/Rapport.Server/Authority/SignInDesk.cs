using System.Collections.Concurrent;
using Rapport.Console.Enter;
using Rapport.Core.Events;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Checks operators' passwords, slowly. Who fails waits; who did not is kept waiting by nobody else's failures.</summary>
/// <remarks>
/// Failures count by name and side: from the fifth on the next try waits a minute, then twice as long each time, at most 15. A side has ten failures a minute over all names, and one
/// password in the making at a time. A name that fails 50 times within the hour waits on every side but those it came in from. The same for names that exist and names that do not.
/// <para>A side is a keyed hash; no address is kept (<see cref="Sides"/>).</para>
/// <para><b>Threads</b>: safe; one password is tried at a time, so that trying costs one processor at the most.</para>
/// </remarks>
internal sealed class SignInDesk(HouseBook book, Sides sides, TimeProvider clock) : IDisposable
{
    private const int FreeFailures = 5;
    private const int FreeFailuresOfASide = 10;
    private const int FreeFailuresOfAName = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Name, ulong Side), Failures> _ofBoth = [];
    private readonly Dictionary<ulong, Queue<DateTimeOffset>> _ofSides = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _ofNames = [];
    private readonly HashSet<(string Name, ulong Side)> _cameIn = [];
    private readonly ConcurrentDictionary<ulong, byte> _inTheMaking = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<SignInAnswer> TryAsync(SignInTry tried, CancellationToken cancellation)
    {
        var side = sides.Of(tried.From);
        if (!_inTheMaking.TryAdd(side, 0))
            return new SignInAnswer(null, TimeSpan.FromSeconds(1));
        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                return Try(tried, side, clock.GetUtcNow());
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            _inTheMaking.TryRemove(side, out _);
        }
    }

    public void Dispose() => _turn.Dispose();

    private SignInAnswer Try(SignInTry tried, ulong side, DateTimeOffset now)
    {
        var name = tried.Name.Length <= HouseKeeper.MaxName ? tried.Name.ToUpperInvariant() : "";
        Forget(now);
        if (WaitOf(name, side, now) is { } wait)
            return new SignInAnswer(null, wait);
        var person = book.Read().Find(tried.Name);
        if (!Password.Opens(person?.Password, tried.Password) || person is null)
        {
            Note(name, side, now);
            return new SignInAnswer(null, null);
        }

        _ofBoth.Remove((name, side));
        _cameIn.Add((name, side));
        return new SignInAnswer(new Entrant(new TenantId(person.Tenant), EntrantKind.Password, person.Name, person.Stamp), null);
    }

    private TimeSpan? WaitOf(string name, ulong side, DateTimeOffset now)
    {
        if (_ofBoth.TryGetValue((name, side), out var failures) && failures.Until > now)
            return failures.Until - now;
        if (_ofSides.TryGetValue(side, out var all) && all.Count(at => at > now.AddMinutes(-1)) is var recent && recent >= FreeFailuresOfASide)
            return all.ElementAt(all.Count - FreeFailuresOfASide).AddMinutes(1) - now;
        return _ofNames.TryGetValue(name, out var everywhere) && everywhere.Count >= FreeFailuresOfAName && !_cameIn.Contains((name, side)) ? everywhere.ElementAt(everywhere.Count - FreeFailuresOfAName) + Remembered - now : null;
    }

    private void Note(string name, ulong side, DateTimeOffset now)
    {
        var count = (_ofBoth.TryGetValue((name, side), out var before) ? before.Count : 0) + 1;
        var wait = count < FreeFailures ? TimeSpan.Zero : TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Math.Min(count - FreeFailures, 10))));
        _ofBoth[(name, side)] = new Failures(count, now, now + wait);
        Of(_ofSides, side).Enqueue(now);
        Of(_ofNames, name).Enqueue(now);
    }

    /// <summary>What is an hour old is forgotten, and with it who never came back.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var old in _ofBoth.Where(entry => entry.Value.Last + Remembered <= now).Select(entry => entry.Key).ToList())
            _ofBoth.Remove(old);
        Forget(_ofSides, now);
        Forget(_ofNames, now);
    }

    private static void Forget<TKey>(Dictionary<TKey, Queue<DateTimeOffset>> failures, DateTimeOffset now)
        where TKey : notnull
    {
        foreach (var (key, times) in failures.ToList())
        {
            while (times.TryPeek(out var oldest) && oldest + Remembered <= now)
                times.Dequeue();
            if (times.Count == 0)
                failures.Remove(key);
        }
    }

    private static Queue<DateTimeOffset> Of<TKey>(Dictionary<TKey, Queue<DateTimeOffset>> failures, TKey key)
        where TKey : notnull =>
        failures.TryGetValue(key, out var times) ? times : failures[key] = new Queue<DateTimeOffset>();

    private sealed record Failures(int Count, DateTimeOffset Last, DateTimeOffset Until);
}
