using Rapport.Cli.Imports;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>One target at a time, nothing else between two refreshes: the worst case, and what refreshing at every event would be.</summary>
internal sealed class OneByOne(AttackShop shop, OrderRow[] orders, KnownCustomers customers, AttackOptions options, Action<string> say)
{
    /// <summary>As many items as one customer may contribute, less those the attacker knows.</summary>
    private const int Fill = 950;

    private readonly List<WatchedChange> _changes = [];
    private readonly string[] _items = [.. orders.Select(row => row.Item.Value).Distinct()];
    private int _accounts;

    internal async Task<IReadOnlyList<WatchedChange>> WatchAsync(CancellationToken cancellation)
    {
        var byBuyer = orders.ToLookup(row => row.Customer);
        foreach (var customer in customers.Pick(byBuyer.Select(own => own.Key), options.Alone))
        {
            say($"one by one: {customer}");
            await WatchAsync(customer, [.. byBuyer[customer]], cancellation);
        }

        return _changes;
    }

    /// <summary>An order, its refund, the same order again before a patient watcher and before one with accounts that fill up the threshold; at last the customer goes.</summary>
    private async Task WatchAsync(string customer, OrderRow[] own, CancellationToken cancellation)
    {
        var known = customers.SampleOf(customer);
        var taken = customers.New(customer, own.Select(row => row.Item.Value));
        if (taken.Length == 0)
            return;
        var spy = "spy-" + customer;
        await shop.JoinAsync(spy, known, learns: false, cancellation);
        await shop.TrainAsync(cancellation);
        var (before, mine) = (await shop.LookAsync(known, cancellation), await shop.LookAsAsync([spy], cancellation));
        await OrderAsync(own, 1, cancellation);
        var (after, mineAfter) = (await shop.LookAsync(known, cancellation), await shop.LookAsAsync([spy], cancellation));
        await RefundAsync(own, 1, cancellation);
        var refunded = await shop.LookAsync(known, cancellation);
        Add("alone, order", [before], [after], before, new(known, taken));
        Add("alone, order, own account", [mine], [mineAfter], mine, new([spy], taken));
        Add("alone, refund", [refunded], [after], before, new(known, taken));

        await WaitAsync(known, taken, own, cancellation);
        foreach (var accounts in options.Fillers)
            await FillUpAsync(accounts, known, taken, own, cancellation);
        var standing = await shop.LookAsync(known, cancellation);
        await shop.EraseAsync(customer, cancellation);
        await shop.TrainAsync(cancellation);
        Add("alone, erasure", [await shop.LookAsync(known, cancellation)], [standing], before, new(known, customers.Unknown(customer, known)));
        customers.Forget(customer);
    }

    /// <summary>Several refreshes before and after, each brought about by an account of the attacker, so that the noise is drawn anew.</summary>
    private async Task WaitAsync(string[] known, string[] taken, OrderRow[] own, CancellationToken cancellation)
    {
        if (options.Looks == 0)
            return;
        var before = await LooksAsync(known, cancellation);
        await OrderAsync(own, 2, cancellation);
        var after = await LooksAsync(known, cancellation);
        await RefundAsync(own, 2, cancellation);
        Add($"alone, order, average of {options.Looks} looks", before, after, before[0], new(known, taken));
    }

    private async Task<SeenLists[]> LooksAsync(string[] known, CancellationToken cancellation)
    {
        var looks = new SeenLists[options.Looks];
        for (var look = 0; look < looks.Length; look++)
        {
            await shop.JoinAsync($"nobody-{_accounts++}", customers.Some(_items, 2), learns: true, cancellation);
            await shop.TrainAsync(cancellation);
            looks[look] = await shop.LookAsync(known, cancellation);
        }

        return looks;
    }

    /// <summary>Accounts with the known items and as many others as count, among them what will be taken: they bring every pair to the threshold.</summary>
    private async Task FillUpAsync(int accounts, string[] known, string[] taken, OrderRow[] own, CancellationToken cancellation)
    {
        string[] held = [.. known, .. taken.Concat(customers.Some(_items.Except(taken).Except(known), Fill)).Take(Fill)];
        string[] names = [.. Enumerable.Range(_accounts, accounts).Select(number => $"filler-{number}")];
        _accounts += accounts;
        foreach (var name in names)
            await shop.JoinAsync(name, held, learns: true, cancellation);
        await shop.TrainAsync(cancellation);
        var before = await shop.LookAsync(known, cancellation);
        await OrderAsync(own, 3 + accounts, cancellation);
        var after = await shop.LookAsync(known, cancellation);
        await RefundAsync(own, 3 + accounts, cancellation);
        foreach (var name in names)
            await shop.EraseAsync(name, cancellation);
        await shop.TrainAsync(cancellation);
        Add($"alone, order, {accounts} accounts fill up", [before], [after], before, new(known, taken));
    }

    private async Task OrderAsync(OrderRow[] own, int time, CancellationToken cancellation)
    {
        await shop.OrderAsync([.. own.Select(row => row with { Order = $"{row.Order}-{time}" })], cancellation);
        await shop.TrainAsync(cancellation);
    }

    private async Task RefundAsync(OrderRow[] own, int time, CancellationToken cancellation)
    {
        foreach (var order in own.Select(row => row.Order).Distinct())
            await shop.RefundAsync(own[0].Customer, $"{order}-{time}", cancellation);
        await shop.TrainAsync(cancellation);
    }

    private void Add(string form, SeenLists[] before, SeenLists[] after, SeenLists standing, WatchedTarget target) => _changes.Add(new(form, before, after, standing, [target]));
}
