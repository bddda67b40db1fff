using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Tests.Model.Kernels;

public sealed class CholeskySolveTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(0, 34), 47, 63, 64, 65, 99, 200];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_blocked_kernel_equals_its_scalar_twin_to_the_bit(int size)
    {
        var (matrix, stride, floors) = System(size, seed: size);
        var twin = matrix.ToArray();
        var (solution, expected) = (new float[size], new float[size]);

        CholeskySolve.Solve(matrix, size, stride, floors, solution);
        CholeskySolve.SolveScalar(twin, size, stride, floors, expected);

        Assert.Equal(Bits(expected), Bits(solution));
    }

    [Fact]
    public void A_system_of_rank_one_stays_finite_by_its_penalty()
    {
        const int Size = 21;
        var stride = CholeskySolve.StrideOf(Size);
        var matrix = new float[Size * stride];
        for (var i = 0; i < Size; i++)
            matrix.AsSpan((i * stride) + i, Size + 1 - i).Fill(1);
        var floors = new float[Size];
        Array.Fill(floors, 1e-3f);
        var twin = matrix.ToArray();
        var (solution, expected) = (new float[Size], new float[Size]);

        CholeskySolve.Solve(matrix, Size, stride, floors, solution);
        CholeskySolve.SolveScalar(twin, Size, stride, floors, expected);

        Assert.All(solution, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(Bits(expected), Bits(solution));
    }

    [Fact]
    public void It_solves_the_system()
    {
        var (matrix, stride, floors) = System(50, seed: 1);
        var original = matrix.ToArray();
        var solution = new float[50];

        CholeskySolve.Solve(matrix, 50, stride, floors, solution);

        for (var i = 0; i < 50; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < 50; j++)
                sum += (double)original[(Math.Min(i, j) * stride) + Math.Max(i, j)] * solution[j];
            Assert.Equal(original[(i * stride) + 50], sum, 1e-3);
        }
    }

    [Fact]
    public void Its_bits_are_the_same_on_every_machine()
    {
        var (matrix, stride, floors) = System(77, seed: 9);
        var solution = new float[77];

        CholeskySolve.Solve(matrix, 77, stride, floors, solution);

        Assert.Equal("f8940fc5d247365b", Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(solution.AsSpan())))[..16]);
    }

    [Fact]
    public async Task Its_bits_are_the_same_without_hardware_intrinsics()
    {
        const string Guard = "RAPPORT_WITHOUT_INTRINSICS";
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Guard) is not null, "This is the run without intrinsics.");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(CholeskySolveTests).Assembly.Location);
        start.ArgumentList.Add("--filter-class");
        start.ArgumentList.Add(typeof(CholeskySolveTests).FullName!);
        start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        start.Environment[Guard] = "1";

        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(child.ExitCode == 0, await output);
    }

    private static (float[] Matrix, int Stride, float[] Floors) System(int size, int seed)
    {
        var random = new Random(seed);
        var stride = CholeskySolve.StrideOf(size);
        var matrix = new float[size * stride];
        var floors = new float[size];
        for (var i = 0; i < size; i++)
        {
            for (var j = i + 1; j < size; j++)
                matrix[(i * stride) + j] = (float)random.NextDouble();
            matrix[(i * stride) + i] = size + (float)random.NextDouble();
            matrix[(i * stride) + size] = (float)random.NextDouble();
            floors[i] = 0.5f;
        }

        return (matrix, stride, floors);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
