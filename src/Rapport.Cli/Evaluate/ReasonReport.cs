namespace Rapport.Cli.Evaluate;

/// <summary>What the removal test found, in items.</summary>
/// <param name="Decisions">Decisions tested.</param>
/// <param name="Items">Personal items in them.</param>
/// <param name="ScoreFell">Items whose score fell, or that are no longer personal.</param>
/// <param name="HalfOrMoreFell">Items that lost at least half of their score, or are no longer personal.</param>
/// <param name="RankFellOrGone">Items whose place fell, or that are no longer personal.</param>
/// <param name="Gone">Items that are no longer personal.</param>
public sealed record ReasonReport(int Decisions, int Items, int ScoreFell, int HalfOrMoreFell, int RankFellOrGone, int Gone);
