using Rapport.Cli.Imports;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>A day's orders, some refunds and erasures, then one refresh: what a daily batch shows.</summary>
internal sealed class BusyDays(AttackShop shop, OrderBook book, KnownCustomers customers, AttackOptions options, Action<string> say)
{
    private readonly string[] _items = [.. book.Past.Select(row => row.Item.Value).Distinct()];
    private readonly List<SeenLists> _looks = [];
    private readonly List<WatchedTarget[]> _buyers = [];
    private readonly List<WatchedChange> _changes = [];
    private Dictionary<string, string[]> _taken = [];

    internal async Task<IReadOnlyList<WatchedChange>> WatchAsync(DateTimeOffset start, CancellationToken cancellation)
    {
        if (options.BusyDays == 0)
            return [];
        _looks.Add(await shop.LookAsync(_items, cancellation));
        OrderRow[] yesterday = [];
        foreach (var (day, number) in book.Days.Take(options.BusyDays).Select((day, number) => (day, number)))
        {
            say($"day {number + 1}: {day.Select(row => row.Order).Distinct().Count()} orders");
            shop.Clock.MoveTo(start.AddDays(number).AddHours(23));
            await WatchAsync(day, yesterday, number, start.AddDays(number + 1), cancellation);
            yesterday = day;
        }

        // Who waits averages the days before against the days after.
        for (var day = 1; day < _buyers.Count - 1; day++)
            _changes.Add(new WatchedChange("busy day, order, averaged", [.. _looks.Take(day + 1)], [.. _looks.Skip(day + 1)], _looks[day], _buyers[day]));
        return _changes;
    }

    private async Task WatchAsync(OrderRow[] day, OrderRow[] yesterday, int number, DateTimeOffset next, CancellationToken cancellation)
    {
        var bought = day.GroupBy(row => row.Customer).ToDictionary(own => own.Key, own => own.Select(row => row.Item.Value).ToHashSet());
        var erased = customers.PickAnyBut(bought.Keys.Concat(yesterday.Select(row => row.Customer)).ToHashSet(), options.ErasuresADay);
        var refunds = yesterday.Where(row => !bought.ContainsKey(row.Customer)).ToLookup(row => row.Customer);
        var refunding = customers.Pick(refunds.Select(own => own.Key).Where(_taken.ContainsKey), options.ErasuresADay);
        var buyers = customers.Pick(bought.Keys, bought.Count);
        var known = buyers.Concat(erased).Concat(refunding).ToDictionary(customer => customer, customers.SampleOf);
        string Spy(string customer) => $"spy-{number}-{customer}";
        foreach (var customer in buyers)
            await shop.JoinAsync(Spy(customer), known[customer], learns: false, cancellation);

        var mine = await shop.LookAsAsync(buyers.Select(Spy), cancellation);
        await shop.OrderAsync(day, cancellation);
        foreach (var order in refunding.SelectMany(customer => refunds[customer]).DistinctBy(row => row.Order))
            await shop.RefundAsync(order.Customer, order.Order, cancellation);
        foreach (var customer in erased)
            await shop.EraseAsync(customer, cancellation);
        await shop.TrainAsync(cancellation);
        shop.Clock.MoveTo(next);
        var (before, after) = (_looks[^1], await shop.LookAsync(_items, cancellation));
        var mineAfter = await shop.LookAsAsync(buyers.Select(Spy), cancellation);

        var taken = buyers.ToDictionary(customer => customer, customer => customers.New(customer, bought[customer]));
        _looks.Add(after);
        _buyers.Add([.. buyers.Select(customer => new WatchedTarget(known[customer], taken[customer]))]);
        _changes.Add(new("busy day, order", [before], [after], before, _buyers[^1]));
        _changes.Add(new("busy day, order, own account", [mine], [mineAfter], mine, [.. buyers.Select(customer => new WatchedTarget([Spy(customer)], taken[customer]))]));
        _changes.Add(new("busy day, erasure", [after], [before], before, [.. erased.Select(customer => new WatchedTarget(known[customer], customers.Unknown(customer, known[customer])))]));
        if (_looks.Count > 2)
            _changes.Add(new("busy day, refund", [after], [before], _looks[^3], [.. refunding.Select(customer => new WatchedTarget(known[customer], [.. _taken[customer].Except(known[customer])]))]));
        foreach (var customer in erased)
            customers.Forget(customer);
        customers.Remember(day);
        _taken = taken;
    }
}
