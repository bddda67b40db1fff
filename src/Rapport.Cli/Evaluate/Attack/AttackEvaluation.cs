namespace Rapport.Cli.Evaluate.Attack;

/// <summary>Runs the attack of Calandrino et al. against a real server through its public API: watching lists, with and without accounts of the attacker's own.</summary>
/// <remarks>The watcher asks without credentials, before and after. Events, choices and erasures come in over HTTP too; only the past is imported.</remarks>
internal sealed class AttackEvaluation(AttackOptions options, Action<string> say)
{
    private static readonly DateTimeOffset Cut = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    internal async Task<AttackReport> RunAsync(CancellationToken cancellation)
    {
        var book = options.Transactions is { } file
            ? OrderBook.OnlineRetail(file, Cut, options.BusyDays + 2)
            : OrderBook.MadeUp(options.Customers, options.Items, Cut, options.BusyDays + 4, options.Seed);
        var known = new KnownCustomers(book.Past, options.Known, options.Seed);
        var (customers, items) = (known.Count, book.All.DistinctBy(row => row.Item).Count());
        say($"a shop of {customers:N0} customers, {items:N0} items");
        await using var shop = await AttackShop.OpenAsync(book, Cut, options, cancellation);
        await shop.TrainAsync(cancellation);

        var busy = new BusyDays(shop, book, known, options, say);
        var alone = new OneByOne(shop, [.. book.Days.Skip(options.BusyDays).SelectMany(day => day)], known, options, say);
        List<WatchedChange> changes = [.. await busy.WatchAsync(Cut, cancellation), .. await alone.WatchAsync(cancellation)];
        return new AttackReport(options.IsProtected, options.Seed, customers, items, options.Known, Inference.Judge(changes));
    }
}
