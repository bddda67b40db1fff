using System.Collections.Concurrent;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Decisions;

/// <summary>Whose payloads were erased, in order, so that a decision in flight is not written down after it.</summary>
/// <remarks>
/// <b>Invariant</b>: forgetting one of the oldest makes every decision in flight since before it one that keeps nothing; what is in doubt is not kept.
/// <b>Threads</b>: safe. <b>Cost</b>: constant; at most <see cref="MostRemembered"/> customers.
/// </remarks>
internal sealed class LogErasures
{
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<CustomerKey, long> _erased = new();
    private readonly ConcurrentQueue<(CustomerKey Customer, long Moment)> _order = new();
    private long _moment;
    private long _forgotten;

    /// <summary>Taken before a customer's file is read; grows with every erasure.</summary>
    public long Moment => Interlocked.Read(ref _moment);

    public void Note(CustomerKey customer)
    {
        var moment = Interlocked.Increment(ref _moment);
        _erased[customer] = moment;
        _order.Enqueue((customer, moment));
        while (_order.Count > MostRemembered && _order.TryDequeue(out var oldest))
        {
            Interlocked.Exchange(ref _forgotten, oldest.Moment);
            _erased.TryRemove(KeyValuePair.Create(oldest.Customer, oldest.Moment));
        }
    }

    /// <summary>True where the customer's payloads were, or may have been, erased after that moment.</summary>
    public bool IsErasedSince(CustomerKey customer, long moment) =>
        moment < Interlocked.Read(ref _forgotten) || (_erased.TryGetValue(customer, out var erased) && erased > moment);
}
