namespace Rapport.Cli.Evaluate;

/// <summary>The baseline everybody knows: cosine between items, the best 100 neighbours of each target item.</summary>
internal sealed class CosineKnn
{
    private const int Neighbours = 100;
    private readonly List<(int Target, double Weight)>[] _bySource;

    internal CosineKnn(InteractionData data)
    {
        var byItem = new List<int[]>[data.ItemCount];
        _bySource = new List<(int, double)>[data.ItemCount];
        for (var item = 0; item < data.ItemCount; item++)
            (byItem[item], _bySource[item]) = ([], []);
        foreach (var items in data.Train.Values)
        {
            foreach (var item in items)
                byItem[item].Add(items);
        }

        var counts = new int[data.ItemCount];
        for (var target = 0; target < data.ItemCount; target++)
        {
            foreach (var (source, weight) in NeighboursOf(target, byItem, counts))
                _bySource[source].Add((target, weight));
        }
    }

    internal void Score(int[] items, double[] scores)
    {
        foreach (var item in items)
        {
            foreach (var (target, weight) in _bySource[item])
                scores[target] += weight;
        }
    }

    private static IEnumerable<(int Source, double Weight)> NeighboursOf(int target, List<int[]>[] byItem, int[] counts)
    {
        var touched = new List<int>();
        foreach (var other in byItem[target].SelectMany(items => items))
        {
            if (counts[other]++ == 0)
                touched.Add(other);
        }

        var weights = new List<(int Source, double Weight)>(touched.Count);
        foreach (var other in touched)
        {
            if (other != target)
                weights.Add((other, counts[other] / Math.Sqrt((double)byItem[target].Count * byItem[other].Count)));
            counts[other] = 0;
        }

        weights.Sort((left, right) => left.Weight != right.Weight ? right.Weight.CompareTo(left.Weight) : left.Source.CompareTo(right.Source));
        return weights.Take(Neighbours);
    }
}
