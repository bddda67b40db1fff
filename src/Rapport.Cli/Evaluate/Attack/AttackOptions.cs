namespace Rapport.Cli.Evaluate.Attack;

/// <summary>How the attack is run.</summary>
/// <param name="Transactions">The Online Retail transactions; null makes a shop up.</param>
/// <param name="BusyDays">Days on which the whole shop buys between two refreshes.</param>
/// <param name="Alone">Targets that buy, or go, alone between two refreshes: the worst case.</param>
/// <param name="ErasuresADay">Customers who go on a busy day, and as many who give back what they bought the day before.</param>
/// <param name="Looks">Of a patient watcher, before and after; 0 leaves them out.</param>
/// <param name="Known">How many of a target's items the attacker knows beforehand.</param>
/// <param name="IsProtected">False: one customer is enough for an entry, and the order is exact.</param>
/// <param name="Customers">Of a shop that is made up.</param>
/// <param name="Items">Of a shop that is made up.</param>
/// <param name="Neighbours">Of the personal model; the lists for strangers do not depend on it.</param>
/// <param name="Seed">Same seed, same attack, same noise.</param>
internal sealed record AttackOptions(
    string? Transactions = null,
    int BusyDays = 4,
    int Alone = 40,
    int Known = 20,
    bool IsProtected = true,
    int ErasuresADay = 30,
    int Looks = 4,
    int Customers = 600,
    int Items = 400,
    int Neighbours = 200,
    int Seed = 1)
{
    /// <summary>How many accounts fill up the threshold of 5: to just below it, and to where every pair is shown.</summary>
    internal IReadOnlyList<int> Fillers { get; init; } = [4, 15];
}
