namespace Rapport.Core.Model.Kernels;

internal static partial class CholeskySolve
{
    /// <summary>The scalar twin and oracle of <see cref="Solve"/>: equal to the bit.</summary>
    internal static void SolveScalar(Span<float> matrix, int size, int stride, ReadOnlySpan<float> floors, Span<float> solution)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = row; column <= size; column++)
            {
                var sum = matrix[(row * stride) + column];
                for (var k = 0; k < row; k++)
                    sum = MathF.FusedMultiplyAdd(-matrix[(k * stride) + row], matrix[(k * stride) + column], sum);
                matrix[(row * stride) + column] = sum;
            }

            var pivot = MathF.Sqrt(MathF.Max(matrix[(row * stride) + row], floors[row]));
            matrix[(row * stride) + row] = pivot;
            for (var column = row + 1; column <= size; column++)
                matrix[(row * stride) + column] /= pivot;
        }

        for (var row = size - 1; row >= 0; row--)
        {
            var rest = matrix[(row * stride) + size];
            for (var j = size - 1; j > row; j--)
                rest = MathF.FusedMultiplyAdd(-matrix[(row * stride) + j], solution[j], rest);
            solution[row] = rest / matrix[(row * stride) + row];
        }
    }
}
