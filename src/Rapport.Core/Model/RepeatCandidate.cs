using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>An item a person may take again, or for the first time, and what carries it.</summary>
/// <param name="Habit">The part the person's own purchases of this very item carry, 0 to 1; 0 for an item that is new to them.</param>
/// <param name="Taste">The parts the person's other items carry, largest first.</param>
public sealed record RepeatCandidate(ItemId Item, double Habit, IReadOnlyList<Share> Taste)
{
    /// <summary>Habit and taste.</summary>
    public double Score { get; } = Habit + Taste.Sum(share => share.Score);

    /// <summary>True when the purchases of this very item carry at least half of the score, so that a reason may rest on them alone (ground rule 17).</summary>
    public bool IsHabit => Habit > 0 && Habit >= Score / 2;
}

/// <summary>How often and how lately a person bought one item.</summary>
/// <param name="Times">Orders with it.</param>
/// <param name="LastAt">UTC.</param>
public readonly record struct Purchase(ItemId Item, int Times, DateTimeOffset LastAt);
