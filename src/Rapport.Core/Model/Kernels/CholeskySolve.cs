using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Model.Kernels;

/// <summary>Solves one symmetric positive system by Cholesky, in single precision.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: lanes hold different elements, never parts of one sum. Each element of the factor takes its products in
/// ascending order with one fused multiply-add each, so that neither the width of a vector nor the blocking shows in the bits; the scalar twin
/// is equal to the bit. Fused everywhere or, without the instruction, by exact emulation.</para>
/// <para><b>Cost</b>: size^3 / 3 multiply-adds, 2 * 24 of them an iteration of the inner loop (4 rows x 24 columns in registers).</para>
/// </remarks>
internal static partial class CholeskySolve
{
    private const int Lanes = 8;
    private const int TileRows = 4;
    private const int TileColumns = 3 * Lanes;

    /// <summary>Floats between rows: room for the right-hand side and for whole tiles.</summary>
    internal static int StrideOf(int size) => (((size + 1 + Lanes - 1) / Lanes) * Lanes) + TileColumns;

    /// <param name="matrix">Rows of <paramref name="stride"/>; the upper triangle with diagonal, then the right-hand side in column <paramref name="size"/>. Overwritten.</param>
    /// <param name="floors">The least value of each squared pivot: the penalty, which bounds it from below in exact arithmetic when the rest is positive semi-definite.</param>
    /// <param name="solution">Length size.</param>
    internal static void Solve(Span<float> matrix, int size, int stride, ReadOnlySpan<float> floors, Span<float> solution)
    {
        for (var top = 0; top < size; top += TileRows)
        {
            var rows = Math.Min(TileRows, size - top);
            if (rows == TileRows)
                ReduceTiles(matrix, size, stride, top);
            else
                ReduceRows(matrix, size, stride, top, rows, from: 0);
            FinishRows(matrix, size, stride, top, rows, floors);
        }

        BackSubstitute(matrix, size, stride, solution);
    }

    /// <summary>Takes the products with all rows above <paramref name="top"/> from four rows.</summary>
    private static void ReduceTiles(Span<float> matrix, int size, int stride, int top)
    {
        ref var origin = ref MemoryMarshal.GetReference(matrix);
        for (var left = top / Lanes * Lanes; left <= size; left += TileColumns)
            ReduceTile(ref origin, (nuint)stride, (nuint)top, (nuint)left);
    }

    private static void ReduceTile(ref float origin, nuint stride, nuint top, nuint left)
    {
        unchecked
        {
            var at = (top * stride) + left;
            var (a0, a1, a2) = Load(ref origin, at);
            var (b0, b1, b2) = Load(ref origin, at + stride);
            var (c0, c1, c2) = Load(ref origin, at + (2 * stride));
            var (d0, d1, d2) = Load(ref origin, at + (3 * stride));
            var row = left;
            var factor = top;
            for (nuint k = 0; k < top; k++, row += stride, factor += stride)
            {
                var x0 = Vector256.LoadUnsafe(ref origin, row);
                var x1 = Vector256.LoadUnsafe(ref origin, row + Lanes);
                var x2 = Vector256.LoadUnsafe(ref origin, row + (2 * Lanes));
                var a = -Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref origin, factor));
                a0 = Vector256.FusedMultiplyAdd(a, x0, a0);
                a1 = Vector256.FusedMultiplyAdd(a, x1, a1);
                a2 = Vector256.FusedMultiplyAdd(a, x2, a2);
                var b = -Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref origin, factor + 1));
                b0 = Vector256.FusedMultiplyAdd(b, x0, b0);
                b1 = Vector256.FusedMultiplyAdd(b, x1, b1);
                b2 = Vector256.FusedMultiplyAdd(b, x2, b2);
                var c = -Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref origin, factor + 2));
                c0 = Vector256.FusedMultiplyAdd(c, x0, c0);
                c1 = Vector256.FusedMultiplyAdd(c, x1, c1);
                c2 = Vector256.FusedMultiplyAdd(c, x2, c2);
                var d = -Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref origin, factor + 3));
                d0 = Vector256.FusedMultiplyAdd(d, x0, d0);
                d1 = Vector256.FusedMultiplyAdd(d, x1, d1);
                d2 = Vector256.FusedMultiplyAdd(d, x2, d2);
            }

            Store(ref origin, at, a0, a1, a2);
            Store(ref origin, at + stride, b0, b1, b2);
            Store(ref origin, at + (2 * stride), c0, c1, c2);
            Store(ref origin, at + (3 * stride), d0, d1, d2);
        }
    }

    private static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third) Load(ref float origin, nuint at) =>
        (Vector256.LoadUnsafe(ref origin, at), Vector256.LoadUnsafe(ref origin, at + Lanes), Vector256.LoadUnsafe(ref origin, at + (2 * Lanes)));

    private static void Store(ref float origin, nuint at, Vector256<float> first, Vector256<float> second, Vector256<float> third)
    {
        first.StoreUnsafe(ref origin, at);
        second.StoreUnsafe(ref origin, at + Lanes);
        third.StoreUnsafe(ref origin, at + (2 * Lanes));
    }

    /// <summary>Takes the products with rows <paramref name="from"/> up to its own from each of the last rows, one after the other.</summary>
    private static void ReduceRows(Span<float> matrix, int size, int stride, int top, int rows, int from)
    {
        for (var row = top; row < top + rows; row++)
        {
            for (var k = from; k < top; k++)
                Subtract(matrix, size, stride, row, k);
        }
    }

    /// <summary>Row by row: the products within the tile, then the division by the pivot.</summary>
    private static void FinishRows(Span<float> matrix, int size, int stride, int top, int rows, ReadOnlySpan<float> floors)
    {
        for (var row = top; row < top + rows; row++)
        {
            for (var k = top; k < row; k++)
                Subtract(matrix, size, stride, row, k);
            var pivot = Vector256.Create(MathF.Sqrt(MathF.Max(matrix[(row * stride) + row], floors[row])));
            var first = row / Lanes * Lanes;
            var line = matrix.Slice((row * stride) + first, WholeLanes(size + 1 - first));
            var own = pivot[0];
            for (var j = 0; j < line.Length; j += Lanes)
                (Vector256.Create<float>(line.Slice(j, Lanes)) / pivot).CopyTo(line[j..]);
            matrix[(row * stride) + row] = own;
        }
    }

    private static void Subtract(Span<float> matrix, int size, int stride, int row, int k)
    {
        var first = row / Lanes * Lanes;
        var factor = -Vector256.Create(matrix[(k * stride) + row]);
        var length = WholeLanes(size + 1 - first);
        var line = matrix.Slice((row * stride) + first, length);
        var above = matrix.Slice((k * stride) + first, length);
        for (var j = 0; j < line.Length; j += Lanes)
            Vector256.FusedMultiplyAdd(factor, Vector256.Create<float>(above.Slice(j, Lanes)), Vector256.Create<float>(line.Slice(j, Lanes))).CopyTo(line[j..]);
    }

    private static int WholeLanes(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Each unknown is the right-hand side less the known ones, in descending order, one fused multiply-add each; four rows side by side.</summary>
    private static void BackSubstitute(ReadOnlySpan<float> matrix, int size, int stride, Span<float> solution)
    {
        var bottom = size - 1;
        for (; bottom >= TileRows - 1; bottom -= TileRows)
        {
            var a = matrix.Slice(bottom * stride, size + 1);
            var b = matrix.Slice((bottom - 1) * stride, size + 1);
            var c = matrix.Slice((bottom - 2) * stride, size + 1);
            var d = matrix.Slice((bottom - 3) * stride, size + 1);
            var (restA, restB, restC, restD) = (a[size], b[size], c[size], d[size]);
            for (var j = size - 1; j > bottom; j--)
            {
                var known = solution[j];
                restA = MathF.FusedMultiplyAdd(-a[j], known, restA);
                restB = MathF.FusedMultiplyAdd(-b[j], known, restB);
                restC = MathF.FusedMultiplyAdd(-c[j], known, restC);
                restD = MathF.FusedMultiplyAdd(-d[j], known, restD);
            }

            solution[bottom] = restA / a[bottom];
            (solution[bottom - 1], solution[bottom - 2], solution[bottom - 3]) = (restB, restC, restD);
            for (var row = bottom - 1; row > bottom - TileRows; row--)
                solution[row] = Rest(matrix.Slice(row * stride, size + 1), row, bottom, solution) / matrix[(row * stride) + row];
        }

        for (var row = bottom; row >= 0; row--)
        {
            solution[row] = matrix[(row * stride) + size];
            solution[row] = Rest(matrix.Slice(row * stride, size + 1), row, size - 1, solution) / matrix[(row * stride) + row];
        }
    }

    /// <summary>What is left of the right-hand side after the unknowns from <paramref name="last"/> down to the next below the row.</summary>
    private static float Rest(ReadOnlySpan<float> line, int row, int last, ReadOnlySpan<float> solution)
    {
        var rest = solution[row];
        for (var j = last; j > row; j--)
            rest = MathF.FusedMultiplyAdd(-line[j], solution[j], rest);
        return rest;
    }
}
