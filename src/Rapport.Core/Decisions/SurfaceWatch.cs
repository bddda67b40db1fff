using Rapport.Core.Consent;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Decisions;

/// <summary>Counts one surface's answers: all of them, and the latest in two rings.</summary>
/// <remarks><b>Threads</b>: safe; one short lock an answer. <b>Shape</b>: 400 bytes.</remarks>
internal sealed class SurfaceWatch
{
    private readonly Lock _lock = new();
    private readonly Ring _all = new();
    private readonly Ring _permitted = new();

    [Flags]
    private enum Mark : byte
    {
        None = 0,
        Popular = 1,
        HeldBack = 2,
        PopularAndHeldBack = Popular | HeldBack,
    }

    public void Add(Decision decision)
    {
        var mark = decision.Tier == Tier.Popular ? Mark.Popular : Mark.None;
        if (decision.HeldBack.Any(held => !held.IsWarning))
            mark |= Mark.HeldBack;
        lock (_lock)
        {
            _all.Add(mark);
            if (decision.Used != Purposes.None)
                _permitted.Add(mark);
        }
    }

    public SurfaceFigures Read(Surface surface)
    {
        lock (_lock)
        {
            return new SurfaceFigures(
                surface, _all.Total, _all.TotalPopular, _permitted.Total, _all.Count, _all.Latest(Mark.Popular), _permitted.Count, _permitted.Latest(Mark.Popular), _permitted.Latest(Mark.PopularAndHeldBack));
        }
    }

    private sealed class Ring
    {
        private readonly Mark[] _marks = new Mark[SurfaceFigures.MostLatest];

        public long Total { get; private set; }

        public long TotalPopular { get; private set; }

        public int Count => (int)Math.Min(Total, _marks.Length);

        public void Add(Mark mark)
        {
            _marks[Total++ % _marks.Length] = mark;
            if (mark.HasFlag(Mark.Popular))
                TotalPopular++;
        }

        public int Latest(Mark mark) => _marks.AsSpan(0, Count).ToArray().Count(each => (each & mark) == mark);
    }
}
