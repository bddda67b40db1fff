namespace Rapport.Cli.Evaluate.Attack;

/// <summary>How well one form of the attack guessed.</summary>
/// <param name="Targets">Customers attacked.</param>
/// <param name="Guesses">Guesses made at the attacker's best threshold.</param>
/// <param name="Precision">Share of right guesses by the best measure at the best threshold, chosen in hindsight among those with a guess a target, and 50 at least.</param>
/// <param name="Recall">Share of what was to be found that those guesses found.</param>
/// <param name="Prediction">The same from the lists before, as many guesses, without having watched anything: shopping is predictable.</param>
/// <param name="BeyondGuesses">Guesses among what prediction would not have guessed.</param>
/// <param name="Beyond">Share of right ones among those.</param>
internal sealed record AttackFigure(int Targets, int Guesses, double Precision, double Recall, double Prediction, int BeyondGuesses, double Beyond);
