namespace Rapport.Core.Model;

/// <summary>The scores of the best items taken apart: what each of a person's items adds to each of them.</summary>
/// <remarks>
/// <para><b>Shape</b>: a row for each of the best, a weight of the model for each source. <b>Threads</b>: one; made when first asked for.</para>
/// <para><b>Cost</b>: one walk over the row of each source for all of the best together, by vectors: a search for each alone read every row as often as there are best items.</para>
/// </remarks>
internal sealed class ScoreParts(ScoreSources sources, (int Item, double Score)[] best)
{
    private readonly float[] _weights = WeightsOf(sources, best);

    /// <summary>The largest exact parts of an item's score, as many as there is room for, largest first; equal ones in the order of their items.</summary>
    /// <param name="place">The item's place among the best.</param>
    /// <returns>How many there are.</returns>
    internal int Leading(int place, Span<Share> parts)
    {
        var all = sources.All;
        var weights = _weights.AsSpan(place * all.Length, all.Length);
        var count = 0;
        for (var k = 0; k < all.Length; k++)
        {
            // A weight of the model is never zero.
            if (weights[k] == 0)
                continue;
            var part = all[k].Weight * weights[k];
            if (count == parts.Length && (count == 0 || !(parts[^1].Score < part)))
                continue;
            var at = Math.Min(count, parts.Length - 1);
            for (; at > 0 && parts[at - 1].Score < part; at--)
                parts[at] = parts[at - 1];
            parts[at] = new Share(sources.Model.ItemAt(all[k].Source), part);
            count = Math.Min(count + 1, parts.Length);
        }

        return count;
    }

    /// <summary>All parts of an item's score.</summary>
    internal Share[] All(int place)
    {
        var parts = new Share[sources.All.Length];
        return parts[..Leading(place, parts)];
    }

    private static float[] WeightsOf(ScoreSources sources, (int Item, double Score)[] best)
    {
        var all = sources.All;
        var weights = new float[best.Length * all.Length];
        Span<(int Item, int Place)> ascending = best.Length <= 128 ? stackalloc (int, int)[best.Length] : new (int, int)[best.Length];
        for (var place = 0; place < best.Length; place++)
            ascending[place] = (best[place].Item, place);
        ascending.Sort(static (left, right) => left.Item.CompareTo(right.Item));
        for (var k = 0; k < all.Length; k++)
        {
            var targets = sources.Model.TargetsOf(all[k].Source);
            var row = sources.Model.WeightsOf(all[k].Source);
            var at = 0;
            foreach (var (item, place) in ascending)
            {
                if (targets[at..].IndexOfAnyInRange(item, int.MaxValue) is not (var step and >= 0))
                    break;
                at += step;
                if (targets[at] == item)
                    weights[(place * all.Length) + k] = row[at];
            }
        }

        return weights;
    }
}
