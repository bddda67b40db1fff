using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Model;

/// <summary>The scorer's buffers on one thread. Holds nothing between two answers.</summary>
/// <remarks><b>Cost</b>: one number for each item of the model stays with the thread.</remarks>
internal sealed class ScoreScratch
{
    /// <summary>How many more than asked are taken before anything is left out: most of what is left out are the person's own items, and those are out from the start.</summary>
    private const int Spare = 12;

    private readonly TopItems _top = new();
    private double[] _sums = [];

    /// <summary>The best items that are not excluded, best first: their indices and scores.</summary>
    internal (int Item, double Score)[] Best(ItemItemModel model, ScoreSources sources, Func<int, bool> excluded, int top)
    {
        // Asking of every item would cost more than scoring it: the few best are asked first, all only when those do not do.
        Select(model, sources, top + Spare, excluded, asksAll: false);
        var isAll = _top.Count < _top.Capacity;
        var best = _top.Take();
        var open = 0;
        for (var k = 0; k < best.Length && open < top; k++)
        {
            if (!excluded(best[k].Item))
                best[open++] = best[k];
        }

        if (open == top || isAll)
            return best[..open];
        Select(model, sources, top, excluded, asksAll: true);
        return _top.Take();
    }

    /// <summary>Keeps the best; the sums are zero again when it returns.</summary>
    /// <param name="asksAll">Whether every item that would be kept is asked about, or the sources alone.</param>
    private void Select(ItemItemModel model, ScoreSources sources, int most, Func<int, bool> excluded, bool asksAll)
    {
        if (_sums.Length < model.ItemCount)
            _sums = new double[model.ItemCount];
        _top.Reset(most);
        try
        {
            var length = Sum(model, sources);
            foreach (var (source, _) in sources.All)
            {
                if (excluded(source))
                    _sums[source] = 0;
            }

            var asked = asksAll ? excluded : null;
            if (length >= model.ItemCount)
            {
                PickFromCatalogue(model.ItemCount, asked);
                return;
            }

            foreach (var (source, _) in sources.All)
                PickFromRow(model.TargetsOf(source), asked);
        }
        catch
        {
            Array.Clear(_sums);
            throw;
        }
    }

    /// <summary>Adds up the rows of the sources, ascending by source.</summary>
    /// <returns>How long the rows are together.</returns>
    private int Sum(ItemItemModel model, ScoreSources sources)
    {
        var sums = _sums;
        var length = 0;
        foreach (var (source, weight) in sources.All)
        {
            var targets = model.TargetsOf(source);
            var weights = model.WeightsOf(source)[..targets.Length];
            length += targets.Length;
            // A model's targets are below its number of items, and the sums are as many.
            ref var first = ref MemoryMarshal.GetArrayDataReference(sums);
            for (var k = 0; k < targets.Length; k++)
                Unsafe.Add(ref first, targets[k]) += weight * weights[k];
        }

        return length;
    }

    private void PickFromRow(ReadOnlySpan<int> targets, Func<int, bool>? excluded)
    {
        var sums = _sums;
        var least = _top.Least;
        foreach (var target in targets)
        {
            var sum = sums[target];
            sums[target] = 0;
            if (sum >= least)
                least = Offer(target, sum, excluded);
        }
    }

    /// <summary>Where the rows are longer than the catalogue, the catalogue is walked once instead.</summary>
    private void PickFromCatalogue(int itemCount, Func<int, bool>? excluded)
    {
        var sums = _sums.AsSpan(0, itemCount);
        var least = _top.Least;
        var item = 0;
        for (; item <= sums.Length - Vector256<double>.Count; item += Vector256<double>.Count)
        {
            var reach = Vector256.GreaterThanOrEqual(Vector256.Create<double>(sums[item..]), Vector256.Create(least)).ExtractMostSignificantBits();
            for (; reach != 0; reach &= reach - 1)
            {
                var at = item + BitOperations.TrailingZeroCount(reach);
                if (sums[at] >= least)
                    least = Offer(at, sums[at], excluded);
            }
        }

        for (; item < sums.Length; item++)
        {
            if (sums[item] >= least)
                least = Offer(item, sums[item], excluded);
        }

        sums.Clear();
    }

    /// <returns>The least score that is worth offering from now on.</returns>
    private double Offer(int item, double score, Func<int, bool>? excluded)
    {
        if (_top.Takes(score, item) && excluded?.Invoke(item) != true)
            _top.Add(score, item);
        return _top.Least;
    }
}
