namespace Rapport.Cli.Evaluate.Attack;

/// <summary>How the attack is run.</summary>
/// <param name="Transactions">The Online Retail transactions; null makes a shop up.</param>
/// <param name="BusyDays">Days on which the whole shop buys between two refreshes.</param>
/// <param name="Alone">Targets that buy, or go, alone between two refreshes: the worst case.</param>
/// <param name="Known">How many of a target's items the attacker knows beforehand.</param>
/// <param name="IsProtected">False: one customer is enough for an entry, and the order is exact.</param>
/// <param name="Customers">Of a shop that is made up.</param>
/// <param name="Items">Of a shop that is made up.</param>
/// <param name="Seed">Same seed, same attack.</param>
internal sealed record AttackOptions(string? Transactions = null, int BusyDays = 4, int Alone = 20, int Known = 20, bool IsProtected = true, int Customers = 600, int Items = 400, int Seed = 1);
