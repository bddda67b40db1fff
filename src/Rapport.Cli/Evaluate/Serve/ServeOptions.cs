namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Sizes of a serving measurement.</summary>
/// <param name="ReadyHome">A home with a generated and trained tenant, served as it is; null makes one and throws it away.</param>
/// <param name="Connections">Keep-alive connections of the load.</param>
/// <param name="Seconds">Of each counted run; a warm-up of a third goes before.</param>
/// <param name="PersonalShare">Share of decisions that name a random customer; the others ask beside an item.</param>
internal sealed record ServeOptions(LoadShop Shop, string? ReadyHome = null, string Tenant = "bench", int Connections = 16, int Seconds = 12, double PersonalShare = 0.8, int Seed = 1);
