namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Sizes of a serving measurement.</summary>
/// <param name="Customers">At least 20,000 for a figure to be published.</param>
/// <param name="MedianEvents">Median history lines of a customer.</param>
/// <param name="Items">Catalogue size.</param>
/// <param name="Connections">Keep-alive connections of the load.</param>
/// <param name="Seconds">Of each counted run; a warm-up of a third goes before.</param>
/// <param name="PersonalShare">Share of decisions that name a random customer.</param>
public sealed record ServeOptions(int Customers = 20_000, int MedianEvents = 25, int Items = 3_000, int Connections = 16, int Seconds = 12, double PersonalShare = 0.8, int Seed = 1);
