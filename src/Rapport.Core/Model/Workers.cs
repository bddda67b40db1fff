namespace Rapport.Core.Model;

/// <summary>As many workers as there are processors, each with its own scratch, taking numbers in small runs.</summary>
internal static class Workers
{
    private const int Run = 32;

    /// <summary>Does every number below <paramref name="count"/> once.</summary>
    internal static void Do<TScratch>(int count, Func<TScratch> scratch, Action<int, TScratch> each)
    {
        var next = 0L;
        Parallel.For(0, Math.Max(1, Math.Min(Environment.ProcessorCount, (count + Run - 1) / Run)), _ =>
        {
            TScratch? own = default;
            while (Interlocked.Add(ref next, Run) - Run is var from && from < count)
            {
                own ??= scratch();
                for (var number = (int)from; number < Math.Min(count, from + Run); number++)
                    each(number, own);
            }
        });
    }
}
