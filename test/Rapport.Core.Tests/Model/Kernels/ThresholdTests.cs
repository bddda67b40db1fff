using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Tests.Model.Kernels;

public sealed class ThresholdTests
{
    [Fact]
    public void The_count_th_largest_is_what_sorting_gives()
    {
        var random = new Random(3);
        for (var length = 1; length <= 200; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(40))];
            var sorted = values.OrderDescending().ToArray();
            var count = 1 + random.Next(length);

            Assert.Equal(sorted[count - 1], Threshold.OfLargest(values, count));
        }
    }
}
