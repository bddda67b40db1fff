namespace Rapport.Core.Decisions;

/// <summary>The durations of the latest answers.</summary>
/// <remarks><b>Threads</b>: safe, without a lock; a reading may miss the answer of this instant. <b>Cost</b>: nothing allocated by an answer.</remarks>
internal sealed class AnswerTimes
{
    private readonly long[] _ticks = new long[AnswerSpeed.MostAnswers];
    private long _count;

    public void Add(TimeSpan took) => Volatile.Write(ref _ticks[(Interlocked.Increment(ref _count) - 1) % _ticks.Length], took.Ticks);

    public AnswerSpeed Read()
    {
        var known = (int)Math.Min(Interlocked.Read(ref _count), _ticks.Length);
        if (known == 0)
            return new AnswerSpeed(0, TimeSpan.Zero);
        var ticks = _ticks[..known];
        Array.Sort(ticks);
        return new AnswerSpeed(known, TimeSpan.FromTicks(ticks[(int)Math.Ceiling(known * 0.95) - 1]));
    }
}
