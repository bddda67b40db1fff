namespace Rapport.Cli.Evaluate.Attack;

/// <summary>The figures of one run of the attack, form by form.</summary>
/// <param name="IsProtected">Whether the lists were made as shipped.</param>
/// <param name="Forms">By name: what was watched, and what happened between two looks.</param>
internal sealed record AttackReport(bool IsProtected, int Seed, int Customers, int Items, int Known, IReadOnlyDictionary<string, AttackFigure> Forms);
