namespace Rapport.Cli.Evaluate.Attack;

/// <summary>What anybody could see at one moment: the list of each item asked about, best first.</summary>
internal sealed record SeenLists(IReadOnlyDictionary<string, string[]> Related, IReadOnlyDictionary<string, string[]> Together);
