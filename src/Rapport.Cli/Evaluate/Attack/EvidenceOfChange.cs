namespace Rapport.Cli.Evaluate.Attack;

/// <summary>Gathers, for each target of a change, what speaks for which candidate.</summary>
/// <remarks><b>Source</b>: Calandrino, Kilzer, Narayanan, Felten, Shmatikov: "You Might Also Like", IEEE S&amp;P 2011, section 4; beyond it, what moved in all lists is held against what moved in the target's.</remarks>
internal sealed class EvidenceOfChange
{
    private readonly WatchedChange _change;
    private readonly ListMoves[] _kinds;
    private readonly IReadOnlyDictionary<string, string[]>[] _standing;

    /// <param name="kinds">0 for product pages, 1 for carts.</param>
    internal EvidenceOfChange(WatchedChange change, params int[] kinds)
    {
        static IReadOnlyDictionary<string, string[]> Of(SeenLists seen, int kind) => kind == 0 ? seen.Related : seen.Together;
        _change = change;
        _kinds = [.. kinds.Select(kind => new ListMoves([.. change.Before.Select(seen => Of(seen, kind))], [.. change.After.Select(seen => Of(seen, kind))]))];
        _standing = [.. kinds.Select(kind => Of(change.Standing, kind))];
    }

    /// <summary>All candidates of each target.</summary>
    internal IEnumerable<Evidence[]> Gather() => _change.Targets.Select(Gather);

    private Evidence[] Gather(WatchedTarget target)
    {
        var truth = target.Truth.ToHashSet(StringComparer.Ordinal);
        var known = target.Known.ToHashSet(StringComparer.Ordinal);
        var rows = new Dictionary<string, Evidence>(StringComparer.Ordinal);
        Evidence RowOf(string item) => rows.TryGetValue(item, out var row) ? row : rows[item] = new(item, truth.Contains(item), new double[4], new double[2 * Evidence.Width]);
        for (var kind = 0; kind < _kinds.Length; kind++)
        {
            foreach (var list in target.Known)
            {
                Predict(_standing[kind].GetValueOrDefault(list, []), 2 * kind, known, RowOf);
                var moves = _kinds[kind].In(list);
                var company = target.Known.Sum(other => moves.GetValueOrDefault(other) > 0 ? 1 - _kinds[kind].RiseOf(other) : 0);
                foreach (var (item, gain) in moves.Where(move => !known.Contains(move.Key)))
                    Watch(RowOf(item).Watched.AsSpan(kind * Evidence.Width, Evidence.Width), gain, _kinds[kind].RiseOf(item), company);
            }
        }

        foreach (var row in rows.Values)
            Settle(row);
        return [.. rows.Values.OrderBy(row => row.Item, StringComparer.Ordinal)];
    }

    private static void Predict(string[] list, int at, HashSet<string> known, Func<string, Evidence> rowOf)
    {
        for (var place = 0; place < list.Length; place++)
        {
            if (known.Contains(list[place]))
                continue;
            var prior = rowOf(list[place]).Prior;
            prior[at] += 5.0 / (place + 5);
            prior[at + 1]++;
        }
    }

    /// <summary>0 and 1: lists risen and fallen in; 2: gain; 3: risings less those expected; 4: variance of those; 5: risings weighed by the known items that rose beside.</summary>
    private static void Watch(Span<double> seen, double gain, double usual, double company)
    {
        seen[0] += gain > 0 ? 1 : 0;
        seen[1] += gain < 0 ? 1 : 0;
        seen[2] += gain;
        seen[3] += (gain > 0 ? 1 : 0) - usual;
        seen[4] += usual * (1 - usual);
        seen[5] += gain > 0 ? company * (1 - usual) : 0;
    }

    /// <summary>Counts become logarithms, risings beyond the expected a number of standard deviations.</summary>
    private static void Settle(Evidence row)
    {
        for (var kind = 0; kind < 2; kind++)
        {
            var seen = row.Watched.AsSpan(kind * Evidence.Width, Evidence.Width);
            seen[3] /= Math.Sqrt(seen[4] + 0.5);
            seen[4] = (seen[0] - seen[1]) / Math.Sqrt(seen[0] + seen[1] + 1);
        }
    }
}
