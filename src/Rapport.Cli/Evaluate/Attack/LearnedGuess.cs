namespace Rapport.Cli.Evaluate.Attack;

/// <summary>An attacker who learned on other targets how much each kind of evidence is worth: logistic regression, each target judged by what the other folds taught.</summary>
/// <remarks><b>Order and determinism</b>: targets to folds by their number; a fixed number of Newton steps.</remarks>
internal static class LearnedGuess
{
    private const int Folds = 5;
    private const int Steps = 12;
    private const double Penalty = 1;

    /// <param name="targets">By target, the features of each candidate and whether it is right.</param>
    /// <returns>By target, how sure the attacker is of each candidate.</returns>
    internal static double[][] Judge(IReadOnlyList<(double[] Features, bool IsRight)[]> targets)
    {
        var sure = new double[targets.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var taught = targets.Where((_, number) => number % Folds != fold).SelectMany(rows => rows).ToArray();
            var scale = new Scale(taught);
            var weights = Learn([.. taught.Select(row => scale.Of(row.Features))], [.. taught.Select(row => row.IsRight)]);
            for (var number = fold; number < targets.Count; number += Folds)
                sure[number] = [.. targets[number].Select(row => weights.Length == 0 ? 0 : Dot(weights, scale.Of(row.Features)))];
        }

        return sure;
    }

    private static double[] Learn(double[][] rows, bool[] isRight)
    {
        if (rows.Length == 0)
            return [];
        var width = rows[0].Length;
        var weights = new double[width];
        for (var step = 0; step < Steps; step++)
        {
            var (slope, bend) = (new double[width], new double[width, width]);
            for (var k = 0; k < width; k++)
                (slope[k], bend[k, k]) = (-Penalty * weights[k], Penalty);
            for (var row = 0; row < rows.Length; row++)
            {
                var chance = 1 / (1 + Math.Exp(-Math.Clamp(Dot(weights, rows[row]), -30, 30)));
                var (miss, spread) = ((isRight[row] ? 1 : 0) - chance, chance * (1 - chance));
                for (var i = 0; i < width; i++)
                {
                    slope[i] += miss * rows[row][i];
                    for (var j = 0; j <= i; j++)
                        bend[i, j] += spread * rows[row][i] * rows[row][j];
                }
            }

            Step(bend, slope, weights);
        }

        return weights;
    }

    /// <summary>Adds the solution of bend * x = slope, by Cholesky.</summary>
    private static void Step(double[,] bend, double[] slope, double[] weights)
    {
        var width = slope.Length;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = bend[i, j];
                for (var k = 0; k < j; k++)
                    sum -= bend[i, k] * bend[j, k];
                bend[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / bend[j, j];
            }
        }

        for (var i = 0; i < width; i++)
        {
            for (var k = 0; k < i; k++)
                slope[i] -= bend[i, k] * slope[k];
            slope[i] /= bend[i, i];
        }

        for (var i = width - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < width; k++)
                slope[i] -= bend[k, i] * slope[k];
            slope[i] /= bend[i, i];
            weights[i] += Math.Clamp(slope[i], -4, 4);
        }
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var k = 0; k < left.Length; k++)
            sum += left[k] * right[k];
        return sum;
    }

    /// <summary>Features with mean 0 and deviation 1, and a constant.</summary>
    private sealed class Scale
    {
        private readonly double[] _mean;
        private readonly double[] _deviation;

        internal Scale((double[] Features, bool IsRight)[] rows)
        {
            var width = rows.Length == 0 ? 0 : rows[0].Features.Length;
            _mean = [.. Enumerable.Range(0, width).Select(k => rows.Average(row => row.Features[k]))];
            _deviation = [.. Enumerable.Range(0, width).Select(k => Math.Sqrt(rows.Average(row => Math.Pow(row.Features[k] - _mean[k], 2))) + 1e-9)];
        }

        internal double[] Of(double[] features) => [.. features.Take(_mean.Length).Select((value, k) => (value - _mean[k]) / _deviation[k]), 1];
    }
}
