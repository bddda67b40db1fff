namespace Rapport.Cli.Evaluate.Attack;

/// <summary>How candidates moved between looks: in each list, and in all lists together as a background.</summary>
internal sealed class ListMoves
{
    private readonly Dictionary<string, Dictionary<string, double>> _moves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Stood, int Rose)> _background = new(StringComparer.Ordinal);

    /// <param name="before">The lists of one look, or of several whose moves are averaged.</param>
    internal ListMoves(IReadOnlyDictionary<string, string[]>[] before, IReadOnlyDictionary<string, string[]>[] after)
    {
        foreach (var list in after.SelectMany(look => look.Keys).Distinct(StringComparer.Ordinal))
        {
            var moves = _moves[list] = new Dictionary<string, double>(StringComparer.Ordinal);
            var share = 1.0 / (before.Length * after.Length);
            foreach (var old in before)
            {
                foreach (var now in after)
                    Compare(old.GetValueOrDefault(list, []), now.GetValueOrDefault(list, []), (candidate, gain) => moves[candidate] = moves.GetValueOrDefault(candidate) + (share * gain));
            }

            foreach (var (candidate, gain) in moves)
            {
                var (stood, rose) = _background.GetValueOrDefault(candidate);
                _background[candidate] = (stood + 1, rose + (gain > 0 ? 1 : 0));
            }
        }
    }

    /// <summary>Every candidate of a list with what it gained (or lost, below 0).</summary>
    internal IReadOnlyDictionary<string, double> In(string list) => _moves.TryGetValue(list, out var moves) ? moves : System.Collections.Immutable.ImmutableDictionary<string, double>.Empty;

    /// <summary>In what share of all lists that hold it a candidate rose; towards a half where it stands in few.</summary>
    internal double RiseOf(string candidate) => _background.GetValueOrDefault(candidate) is var (stood, rose) ? (rose + 1.0) / (stood + 2.0) : 0.5;

    /// <summary>The logarithm of how many it overtook, less that of how many overtook it; what only moved because others came or left did neither.</summary>
    private static void Compare(string[] old, string[] now, Action<string, double> tell)
    {
        var oldPlaces = Places(old);
        var newPlaces = Places(now);
        for (var place = 0; place < now.Length; place++)
        {
            var candidate = now[place];
            if (!oldPlaces.TryGetValue(candidate, out var stood))
            {
                tell(candidate, 1 + Math.Log(1 + now.Length - place));
                continue;
            }

            var (overtook, overtaken) = (0, 0);
            for (var other = 0; other < now.Length; other++)
            {
                if (!oldPlaces.TryGetValue(now[other], out var otherStood))
                    continue;
                overtook += other > place && otherStood < stood ? 1 : 0;
                overtaken += other < place && otherStood > stood ? 1 : 0;
            }

            tell(candidate, Math.Log(1 + overtook) - Math.Log(1 + overtaken));
        }

        for (var place = 0; place < old.Length; place++)
        {
            if (!newPlaces.ContainsKey(old[place]))
                tell(old[place], -1 - Math.Log(1 + old.Length - place));
        }
    }

    private static Dictionary<string, int> Places(string[] list)
    {
        var places = new Dictionary<string, int>(list.Length, StringComparer.Ordinal);
        for (var place = 0; place < list.Length; place++)
            places.TryAdd(list[place], place);
        return places;
    }
}
