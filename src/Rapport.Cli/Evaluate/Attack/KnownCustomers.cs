using Rapport.Cli.Imports;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>What customers have, and which of it the attacker knows.</summary>
internal sealed class KnownCustomers
{
    private readonly Dictionary<string, HashSet<string>> _histories = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly int _known;

    internal KnownCustomers(IEnumerable<OrderRow> past, int known, int seed)
    {
        (_known, _random) = (known, new Random(seed));
        Remember(past);
    }

    internal int Count => _histories.Count;

    internal void Remember(IEnumerable<OrderRow> rows)
    {
        foreach (var row in rows)
            (_histories.TryGetValue(row.Customer, out var items) ? items : _histories[row.Customer] = []).Add(row.Item.Value);
    }

    internal void Forget(string customer) => _histories.Remove(customer);

    /// <summary>Some customers with more items than the attacker knows, by chance.</summary>
    internal string[] Pick(IEnumerable<string> among, int count) =>
        [.. among.Where(customer => _histories.GetValueOrDefault(customer)?.Count > _known).Order(StringComparer.Ordinal).OrderBy(_ => _random.Next()).Take(count)];

    internal string[] PickAnyBut(IReadOnlySet<string> others, int count) => Pick(_histories.Keys.Where(customer => !others.Contains(customer)), count);

    /// <summary>The items of a customer that the attacker knows, by chance.</summary>
    internal string[] SampleOf(string customer) => [.. Some(_histories[customer], _known)];

    internal string[] Some(IEnumerable<string> items, int count) => [.. items.Order(StringComparer.Ordinal).OrderBy(_ => _random.Next()).Take(count)];

    /// <summary>Which of the items she did not have before.</summary>
    internal string[] New(string customer, IEnumerable<string> items) => [.. items.Except(_histories[customer])];

    /// <summary>What she has and the attacker does not know.</summary>
    internal string[] Unknown(string customer, string[] known) => [.. _histories[customer].Except(known)];
}
