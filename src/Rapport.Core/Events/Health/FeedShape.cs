namespace Rapport.Core.Events.Health;

/// <summary>How a catalogue looked on one day.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
/// <param name="InStock">Items that can be bought.</param>
/// <param name="Priced">Of these, those with a price.</param>
/// <param name="Categorised">Of these, those with a category.</param>
/// <param name="Categories">How many different ones.</param>
public sealed record FeedShape(long Day, int InStock, int Priced, int Categorised, int Categories);
