using Rapport.Core.Events;

namespace Rapport.Core.Tests.Simulation;

/// <summary>People of an invented town: what they like, when they look, what they do about a row or a mail. Knows nothing of policies, rules, axes or models.</summary>
/// <remarks>
/// Everybody has two or three tastes out of twelve; a visit is about one of them. A row is looked at from the front; something of a taste is noticed with 30 %, something else with 2 %,
/// and less the farther back it stands. A mail about something they do not care for is forgotten by most and resented by few.
/// </remarks>
internal sealed class Townsfolk
{
    public const int Tastes = 12;
    public const int ItemsATaste = 25;

    private readonly Random _random;
    private readonly int[][] _tastes;

    public Townsfolk(int people, int seed)
    {
        _random = new Random(seed);
        _tastes = [.. Enumerable.Range(0, people).Select(_ => Enumerable.Range(0, Tastes).OrderBy(_ => _random.Next()).Take(2 + _random.Next(2)).ToArray())];
    }

    public int People => _tastes.Length;

    public static string ItemOf(int taste, int number) => $"i{taste}-{number}";

    public static int TasteOf(ItemId item) => int.Parse(item.Value[1..item.Value.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Who comes by on a day: one in twelve.</summary>
    public IEnumerable<int> VisitorsOf(int day)
    {
        for (var person = 0; person < People; person++)
        {
            if ((person + (7 * day)) % 12 == _random.Next(12))
                yield return person;
        }
    }

    /// <summary>What a person goes for on their own in a visit, and how: 0 looks, 1 puts in the cart, 2 buys.</summary>
    public IEnumerable<(ItemId Item, int How)> OwnWay(int person)
    {
        var taste = _tastes[person][_random.Next(_tastes[person].Length)];
        for (var i = 1 + _random.Next(3); i > 0; i--)
            yield return (new ItemId(ItemOf(taste, (int)(ItemsATaste * _random.NextDouble() * _random.NextDouble()))), _random.Next(100) switch { < 55 => 0, < 75 => 1, _ => 2 });
    }

    /// <summary>What of a row the person takes up, front to back.</summary>
    public IEnumerable<ItemId> TakesUp(int person, IReadOnlyList<ItemId> row)
    {
        for (var place = 0; place < row.Count; place++)
        {
            if (_random.NextDouble() < (Likes(person, row[place]) ? 0.3 : 0.02) / (1 + (0.15 * place)))
                yield return row[place];
        }
    }

    public bool Likes(int person, ItemId item) => _tastes[person].Contains(TasteOf(item));
}
