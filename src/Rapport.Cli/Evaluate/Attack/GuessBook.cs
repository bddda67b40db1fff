namespace Rapport.Cli.Evaluate.Attack;

/// <summary>All guesses about all targets of one form of the attack, and the best that can be made of them.</summary>
/// <remarks>The attacker is granted what no real one has: the measure and the threshold that turn out best, chosen knowing the truth.</remarks>
internal sealed class GuessBook
{
    private readonly List<(double Confidence, bool IsRight)>[] _measures = [[], [], [], []];
    private readonly List<(double Confidence, bool IsRight)> _predictions = [];
    private int _targets;
    private int _toFind;
    private int _firstRight;

    /// <param name="scores">Evidence of each candidate.</param>
    /// <param name="truth">What the target took, or took back, between the two looks.</param>
    /// <param name="predicted">What the lists before would have let anybody guess.</param>
    internal void Add(Dictionary<string, (double Lists, double Gain)> scores, IReadOnlySet<string> truth, Dictionary<string, double> predicted)
    {
        _targets++;
        _toFind += truth.Count;
        _predictions.AddRange(predicted.Select(guess => (guess.Value, truth.Contains(guess.Key))));
        if (scores.Count == 0)
            return;
        _measures[0].AddRange(scores.Select(guess => (guess.Value.Lists + (1e-6 * guess.Value.Gain), truth.Contains(guess.Key))));
        _measures[1].AddRange(scores.Select(guess => (guess.Value.Gain, truth.Contains(guess.Key))));
        var gains = scores.Values.Select(score => score.Gain).ToArray();
        var mean = gains.Average();
        var deviation = Math.Sqrt(gains.Average(gain => (gain - mean) * (gain - mean))) + 1e-9;
        _measures[2].AddRange(scores.Select(guess => ((guess.Value.Gain - mean) / deviation, truth.Contains(guess.Key))));
        var ranked = scores.OrderByDescending(guess => guess.Value.Gain).ThenBy(guess => guess.Key, StringComparer.Ordinal).Take(2).ToArray();
        var isRight = truth.Contains(ranked[0].Key);
        _firstRight += isRight ? 1 : 0;
        // How far the first stands out from the second: eccentricity.
        _measures[3].Add(((ranked[0].Value.Gain - (ranked.Length > 1 ? ranked[1].Value.Gain : 0)) / deviation, isRight));
    }

    internal AttackFigure ToFigure()
    {
        var fewest = Math.Max(10, _targets);
        var best = _measures.Select(measure => Best(measure, fewest)).OrderByDescending(each => each.Precision).ThenByDescending(each => each.Guesses).First();
        var predictions = _predictions.OrderByDescending(guess => guess.Confidence).Take(Math.Max(best.Guesses, fewest)).ToArray();
        return new AttackFigure(
            _targets, best.Guesses, best.Precision, _toFind == 0 ? 0 : best.Right / (double)_toFind, _targets == 0 ? 0 : _firstRight / (double)_targets,
            predictions.Length == 0 ? 0 : predictions.Count(guess => guess.IsRight) / (double)predictions.Length);
    }

    /// <summary>The best precision at any threshold with enough guesses; guesses of one confidence stand or fall together.</summary>
    private static (double Precision, int Guesses, int Right) Best(List<(double Confidence, bool IsRight)> guesses, int fewest)
    {
        var best = (Precision: 0.0, Guesses: 0, Right: 0);
        var (made, right) = (0, 0);
        foreach (var level in guesses.GroupBy(guess => guess.Confidence).OrderByDescending(level => level.Key))
        {
            made += level.Count();
            right += level.Count(guess => guess.IsRight);
            if (made >= fewest && (right / (double)made) > best.Precision)
                best = (right / (double)made, made, right);
        }

        return best;
    }
}
