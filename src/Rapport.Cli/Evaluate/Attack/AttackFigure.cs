namespace Rapport.Cli.Evaluate.Attack;

/// <summary>How well one form of the attack guessed.</summary>
/// <param name="Targets">Customers attacked.</param>
/// <param name="Guesses">Guesses made at the attacker's best threshold.</param>
/// <param name="Precision">Share of right guesses at the best threshold, chosen in hindsight among those with enough guesses.</param>
/// <param name="Recall">Share of what was to be found that those guesses found.</param>
/// <param name="FirstGuess">Share of targets whose likeliest item was right.</param>
/// <param name="Prediction">Share of right guesses, as many, from the lists before, without having watched anything: shopping is predictable.</param>
internal sealed record AttackFigure(int Targets, int Guesses, double Precision, double Recall, double FirstGuess, double Prediction);
