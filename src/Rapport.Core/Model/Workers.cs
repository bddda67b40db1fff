using System.Collections.Concurrent;

namespace Rapport.Core.Model;

/// <summary>Work on many numbers in parallel, in small runs; a scratch is made only when all others are in use.</summary>
/// <remarks>As many workers as processors: without a bound the thread pool adds one every half second while they are busy, each with a scratch of its own, and requests wait behind them.</remarks>
internal static class Workers
{
    private const int Run = 32;

    /// <summary>One worker a processor.</summary>
    internal static ParallelOptions Processors { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Does every number below <paramref name="count"/> once.</summary>
    internal static void Do<TScratch>(int count, Func<TScratch> scratch, Action<int, TScratch> each)
    {
        var idle = new ConcurrentBag<TScratch>();
        Parallel.For(0, (count + Run - 1) / Run, Processors, run =>
        {
            var own = idle.TryTake(out var taken) ? taken : scratch();
            for (var number = run * Run; number < Math.Min(count, (run + 1) * Run); number++)
                each(number, own);
            idle.Add(own);
        });
    }
}
