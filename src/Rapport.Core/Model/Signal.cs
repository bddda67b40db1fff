using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>One item of a person's usable history, as the scorer reads it.</summary>
/// <param name="Weight">1 for bought, wished or carted; less for viewed.</param>
public readonly record struct Signal(ItemId Item, double Weight);
