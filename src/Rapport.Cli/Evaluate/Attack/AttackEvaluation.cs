using Rapport.Cli.Imports;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>Runs the attack of Calandrino et al. against a real server through its public API: watching lists, with and without accounts of the attacker's own.</summary>
/// <remarks>The watcher asks without credentials, before and after. Events, choices and erasures come in over HTTP too; only the past is imported.</remarks>
internal sealed class AttackEvaluation(AttackOptions options, Action<string> say)
{
    private static readonly DateTimeOffset Cut = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(options.Seed);
    private readonly SortedDictionary<string, GuessBook> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _histories = new(StringComparer.Ordinal);

    internal async Task<AttackReport> RunAsync(CancellationToken cancellation)
    {
        var book = options.Transactions is { } file
            ? OrderBook.OnlineRetail(file, Cut, options.BusyDays + 2)
            : OrderBook.MadeUp(options.Customers, options.Items, Cut, options.BusyDays + 4, options.Seed);
        foreach (var row in book.Past)
            Remember(row);
        say($"a shop of {_histories.Count:N0} customers, {book.All.DistinctBy(row => row.Item).Count():N0} items");
        await using var shop = await AttackShop.OpenAsync(book, Cut, options.IsProtected, cancellation);
        await shop.TrainAsync(cancellation);

        await WatchBusyDaysAsync(shop, book, cancellation);
        await WatchOneByOneAsync(shop, [.. book.Days.Skip(options.BusyDays).SelectMany(day => day)], cancellation);
        return new AttackReport(options.IsProtected, _histories.Count, book.All.DistinctBy(row => row.Item).Count(), options.Known, _books.ToDictionary(form => form.Key, form => form.Value.ToFigure()));
    }

    /// <summary>A day's orders, some erasures and refunds, then one refresh: what a daily batch shows.</summary>
    private async Task WatchBusyDaysAsync(AttackShop shop, OrderBook book, CancellationToken cancellation)
    {
        string[] items = [.. book.Past.Select(row => row.Item.Value).Distinct()];
        var before = await shop.LookAsync(items, cancellation);
        foreach (var (day, number) in book.Days.Take(options.BusyDays).Select((day, number) => (day, number)))
        {
            say($"day {number + 1}: {day.Select(row => row.Order).Distinct().Count()} orders");
            shop.Clock.MoveTo(Cut.AddDays(number).AddHours(23));
            var bought = day.GroupBy(row => row.Customer).ToDictionary(own => own.Key, own => own.Select(row => row.Item.Value).ToHashSet());
            var erased = Pick(customer => !bought.ContainsKey(customer), 4);
            var known = bought.Keys.Concat(erased).Where(_histories.ContainsKey).ToDictionary(customer => customer, KnownOf);
            string[] buyers = [.. bought.Keys.Where(customer => known.GetValueOrDefault(customer)?.Length == options.Known)];
            foreach (var customer in buyers)
                await shop.JoinAsync(Spy(customer, number), known[customer], learns: false, cancellation);
            var mine = await LookAsSpiesAsync(shop, buyers, number, cancellation);
            await shop.OrderAsync(day, cancellation);
            foreach (var customer in erased)
                await shop.EraseAsync(customer, cancellation);
            await shop.TrainAsync(cancellation);
            shop.Clock.MoveTo(Cut.AddDays(number + 1));
            var after = await shop.LookAsync(items, cancellation);
            var mineAfter = await LookAsSpiesAsync(shop, buyers, number, cancellation);

            foreach (var customer in buyers)
            {
                Watch("busy day, order", known[customer], New(customer, bought[customer]), before, after, before);
                WatchPersonal("busy day, order, own account", New(customer, bought[customer]), mine[customer], mineAfter[customer]);
            }

            foreach (var customer in erased)
                Watch("busy day, erasure", known[customer], Unknown(_histories[customer], known[customer]), after, before, before);
            erased.ForEach(customer => _histories.Remove(customer));
            foreach (var row in day)
                Remember(row);
            before = after;
        }
    }

    /// <summary>One target at a time, nothing else between two refreshes: the worst case, and what refreshing at every event would be.</summary>
    private async Task WatchOneByOneAsync(AttackShop shop, OrderRow[] orders, CancellationToken cancellation)
    {
        var buyers = orders.GroupBy(row => row.Customer).Where(own => _histories.GetValueOrDefault(own.Key)?.Count > options.Known).OrderBy(_ => _random.Next()).Take(options.Alone).ToArray();
        foreach (var own in buyers)
        {
            say($"one by one: {own.Key}");
            var known = KnownOf(own.Key);
            var taken = New(own.Key, own.Select(row => row.Item.Value));
            var spy = "spy-" + own.Key;
            await shop.JoinAsync(spy, known, learns: false, cancellation);
            await shop.TrainAsync(cancellation);
            var (before, mine) = (await shop.LookAsync(known, cancellation), await shop.LookAsAsync(spy, cancellation));
            await shop.OrderAsync([.. own], cancellation);
            await shop.TrainAsync(cancellation);
            var (after, mineAfter) = (await shop.LookAsync(known, cancellation), await shop.LookAsAsync(spy, cancellation));
            Watch("alone, order", known, taken, before, after, before);
            WatchPersonal("alone, order, own account", taken, mine, mineAfter);

            // Then the order is given back, and at last the customer goes.
            foreach (var order in own.Select(row => row.Order).Distinct())
                await shop.RefundAsync(own.Key, order, cancellation);
            await shop.TrainAsync(cancellation);
            var refunded = await shop.LookAsync(known, cancellation);
            Watch("alone, refund", known, taken, refunded, after, before);
            await shop.EraseAsync(own.Key, cancellation);
            await shop.TrainAsync(cancellation);
            var gone = await shop.LookAsync(known, cancellation);
            Watch("alone, erasure", known, Unknown(_histories[own.Key], known), gone, refunded, before);
        }
    }

    private void Watch(string form, string[] known, HashSet<string> truth, SeenLists before, SeenLists after, SeenLists predictFrom)
    {
        var related = AuxiliaryInference.Score(known, before.Related, after.Related);
        var together = AuxiliaryInference.Score(known, before.Together, after.Together);
        var both = new Dictionary<string, (double Lists, double Gain)>(related, StringComparer.Ordinal);
        foreach (var (item, score) in together)
            both[item] = both.GetValueOrDefault(item) is var held ? (held.Lists + score.Lists, held.Gain + score.Gain) : score;
        var predicted = AuxiliaryInference.Predict(known, predictFrom.Related);
        BookOf(form + ", related").Add(related, truth, predicted);
        BookOf(form + ", together").Add(together, truth, predicted);
        BookOf(form + ", both").Add(both, truth, predicted);
    }

    private static string Spy(string customer, int day) => $"spy-{day}-{customer}";

    private static async Task<Dictionary<string, string[]>> LookAsSpiesAsync(AttackShop shop, string[] targets, int day, CancellationToken cancellation)
    {
        var seen = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var target in targets)
            seen[target] = await shop.LookAsAsync(Spy(target, day), cancellation);
        return seen;
    }

    private void WatchPersonal(string form, HashSet<string> truth, string[] before, string[] after)
    {
        static Dictionary<string, string[]> Alone(string[] list) => new(StringComparer.Ordinal) { [""] = list };
        BookOf(form).Add(AuxiliaryInference.Score([""], Alone(before), Alone(after)), truth, AuxiliaryInference.Predict([""], Alone(before)));
    }

    private GuessBook BookOf(string form) => _books.TryGetValue(form, out var book) ? book : _books[form] = new GuessBook();

    private List<string> Pick(Func<string, bool> which, int count) =>
        [.. _histories.Where(own => own.Value.Count > options.Known && which(own.Key)).Select(own => own.Key).Order(StringComparer.Ordinal).OrderBy(_ => _random.Next()).Take(count)];

    private string[] KnownOf(string customer) => [.. _histories[customer].Order(StringComparer.Ordinal).OrderBy(_ => _random.Next()).Take(options.Known)];

    private static HashSet<string> Unknown(IEnumerable<string> items, string[] known) => [.. items.Except(known)];

    private HashSet<string> New(string customer, IEnumerable<string> items) => [.. items.Except(_histories[customer])];

    private void Remember(OrderRow row) => (_histories.TryGetValue(row.Customer, out var items) ? items : _histories[row.Customer] = []).Add(row.Item.Value);
}
