namespace Rapport.Cli.Evaluate.Attack;

/// <summary>All guesses about all targets of one form of the attack, and the best that can be made of them.</summary>
/// <remarks>The attacker is granted what no real one has: the measure and the threshold that turn out best, chosen knowing the truth.</remarks>
internal sealed class GuessBook
{
    /// <summary>Fewer guesses than this settle nothing.</summary>
    private const int Fewest = 50;

    private readonly Evidence[][] _targets;
    private readonly double[][][] _measures;
    private readonly double[][][] _predictions;
    private readonly int _toFind;

    internal GuessBook(Evidence[][] targets, int toFind)
    {
        (_targets, _toFind) = (targets, toFind);
        _measures =
        [
            By(row => row.Agreement), Within(row => row.Gain), By(row => row.Gain), By(row => row.Surprise), Within(row => row.Surprise), By(row => row.Company), Within(row => row.Company), StandingOut(row => row.Gain), StandingOut(row => row.Surprise),
            LearnedGuess.Judge([.. targets.Select(rows => rows.Select(row => (FeaturesOf(row), row.IsRight)).ToArray())]),
        ];
        _predictions =
        [
            By(row => row.Prior[0] + row.Prior[2]),
            LearnedGuess.Judge([.. targets.Select(rows => rows.Select(row => (PriorOf(row), row.IsRight)).ToArray())]),
        ];
    }

    internal AttackFigure ToFigure()
    {
        var fewest = Math.Max(Fewest, _targets.Length);
        var best = BestOf(_measures, fewest, (_, _) => true);
        var predicted = BestOf(_predictions, Math.Max(best.Guesses, fewest), (_, _) => true);
        var foreseen = Foreseen();
        var beyond = BestOf(_measures, fewest, (target, row) => !foreseen.Contains((target, row)));
        return new AttackFigure(_targets.Length, best.Guesses, best.Precision, _toFind == 0 ? 0 : best.Right / (double)_toFind, predicted.Precision, beyond.Guesses, beyond.Precision);
    }

    private static double[] PriorOf(Evidence row) => [.. row.Prior.Select(each => Math.Log(1 + each)), .. row.Prior];

    private static double[] FeaturesOf(Evidence row) =>
        [.. PriorOf(row), .. row.Watched, row.Surprise * row.Surprise, row.Watched[0] * row.Watched[0], row.Watched[Evidence.Width] * row.Watched[Evidence.Width], Math.Log(1 + Math.Max(0, row.Gain)), Math.Log(1 + row.Company)];

    private double[][] By(Func<Evidence, double> measure) => [.. _targets.Select(rows => rows.Select(measure).ToArray())];

    /// <summary>In deviations of the target's own candidates.</summary>
    private double[][] Within(Func<Evidence, double> measure) => [.. _targets.Select(rows =>
    {
        var values = rows.Select(measure).ToArray();
        var mean = values.DefaultIfEmpty().Average();
        var deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty().Average()) + 1e-9;
        return values.Select(value => (value - mean) / deviation).ToArray();
    })];

    /// <summary>How far the first stands out from the second; the others are no guesses.</summary>
    private double[][] StandingOut(Func<Evidence, double> measure) => [.. Within(measure).Select(values =>
    {
        var ranked = values.Order().Reverse().Take(2).ToArray();
        return values.Select(value => ranked.Length == 2 && value == ranked[0] ? value - ranked[1] : double.NegativeInfinity).ToArray();
    })];

    /// <summary>What prediction alone would have guessed: of each target as many as are right.</summary>
    private HashSet<(int Target, int Row)> Foreseen() =>
        [.. _predictions.SelectMany(prediction => prediction.SelectMany((values, target) => Enumerable.Range(0, values.Length)
            .OrderByDescending(row => values[row]).ThenBy(row => row).Take(_targets[target].Count(row => row.IsRight)).Select(row => (target, row))))];

    private (double Precision, int Guesses, int Right) BestOf(double[][][] measures, int fewest, Func<int, int, bool> isGuess) =>
        measures.Select(measure => Best(measure, fewest, isGuess)).OrderByDescending(each => each.Precision).ThenByDescending(each => each.Guesses).First();

    /// <summary>The best precision at any threshold with enough guesses; guesses of one confidence stand or fall together.</summary>
    private (double Precision, int Guesses, int Right) Best(double[][] measure, int fewest, Func<int, int, bool> isGuess)
    {
        var best = (Precision: 0.0, Guesses: 0, Right: 0);
        var (made, right) = (0, 0);
        var guesses = measure.SelectMany((values, target) => values.Select((value, row) => (Sure: value, target, row)))
            .Where(guess => !double.IsNegativeInfinity(guess.Sure) && isGuess(guess.target, guess.row));
        foreach (var level in guesses.GroupBy(guess => guess.Sure).OrderByDescending(level => level.Key))
        {
            made += level.Count();
            right += level.Count(guess => _targets[guess.target][guess.row].IsRight);
            if (made >= fewest && (right / (double)made) > best.Precision)
                best = (right / (double)made, made, right);
        }

        return best;
    }
}
