using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Tests.Model.Kernels;

public sealed class PairLookupTests
{
    [Fact]
    public void The_vectorised_lookup_equals_its_scalar_twin()
    {
        float[] meanings = [.. Enumerable.Range(0, 256).Select(code => code / 4f)];
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var shift = random.Next(17);
            var top = random.Next(1, 4 << shift);
            var share = random.NextDouble();
            int[] columns = [.. Enumerable.Range(0, top).Where(_ => random.NextDouble() < share)];
            var starts = new int[((top - 1) >> shift) + 2];
            var lows = new ushort[columns.Length + PairLookup.Padding];
            var codes = new byte[columns.Length + PairLookup.Padding + 1];
            random.NextBytes(codes);
            foreach (ref var low in lows.AsSpan(columns.Length))
                low = (ushort)random.Next(65_536);
            for (var k = 0; k < columns.Length; k++)
                (starts[(columns[k] >> shift) + 1], lows[k]) = (k + 1, (ushort)(columns[k] & 0xFFFF));
            for (var range = 1; range < starts.Length; range++)
                starts[range] = Math.Max(starts[range], starts[range - 1]);
            int[] wanted = [.. Enumerable.Range(0, top).Where(_ => random.Next(top) < 300)];
            var (values, expected) = (new float[wanted.Length], new float[wanted.Length]);

            PairLookup.Read(starts, lows, codes, meanings, shift, 0, wanted, values);
            PairLookup.ReadScalar(starts, lows, codes, meanings, shift, 0, wanted, expected);

            Assert.Equal(expected, values);
        }
    }
}
