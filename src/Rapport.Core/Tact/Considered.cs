using Rapport.Core.Events;

namespace Rapport.Core.Tact;

/// <summary>A candidate as tact saw it.</summary>
public readonly record struct Considered(ItemId Item, double Score, string Topic, TactRule HeldBy);
