namespace Rapport.Cli.Evaluate.Attack;

/// <summary>One customer under attack.</summary>
/// <param name="Known">The lists watched for her: those of the items the attacker knows, or that of the account made for her.</param>
/// <param name="Truth">What she took, or took back, between the looks.</param>
internal sealed record WatchedTarget(string[] Known, string[] Truth);
