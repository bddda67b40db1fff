namespace Rapport.Cli.Evaluate.Attack;

/// <summary>The inference of Calandrino et al.: what enters or rises in the lists of many known items at once was taken by who has them all.</summary>
/// <remarks><b>Source</b>: Calandrino, Kilzer, Narayanan, Felten, Shmatikov: "You Might Also Like", IEEE S&amp;P 2011, section 4. For something taken back, before and after change places.</remarks>
internal static class AuxiliaryInference
{
    /// <summary>Candidates with their evidence in two measures: in how many lists they moved up, and how far.</summary>
    internal static Dictionary<string, (double Lists, double Gain)> Score(IReadOnlyCollection<string> known, IReadOnlyDictionary<string, string[]> before, IReadOnlyDictionary<string, string[]> after)
    {
        var scores = new Dictionary<string, (double Lists, double Gain)>(StringComparer.Ordinal);
        foreach (var item in known)
        {
            var (old, now) = (before.GetValueOrDefault(item, []), after.GetValueOrDefault(item, []));
            var oldPlaces = Places(old);
            for (var place = 0; place < now.Length; place++)
            {
                var candidate = now[place];
                if (known.Contains(candidate) || Gain(candidate, place, old, oldPlaces, now) is not (> 0 and var gain))
                    continue;
                var score = scores.GetValueOrDefault(candidate);
                scores[candidate] = (score.Lists + 1, score.Gain + gain);
            }
        }

        return scores;
    }

    /// <summary>Candidates as the lists stand, without having watched a change.</summary>
    internal static Dictionary<string, double> Predict(IReadOnlyCollection<string> known, IReadOnlyDictionary<string, string[]> lists)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var item in known)
        {
            var list = lists.GetValueOrDefault(item, []);
            for (var place = 0; place < list.Length; place++)
            {
                if (!known.Contains(list[place]))
                    scores[list[place]] = scores.GetValueOrDefault(list[place]) + (1.0 / (place + 5));
            }
        }

        return scores;
    }

    /// <summary>How many it overtook, as a logarithm; what only moved because others left has overtaken nobody. New in the list: all it stands before.</summary>
    private static double Gain(string candidate, int place, string[] old, Dictionary<string, int> oldPlaces, string[] now)
    {
        var isNew = !oldPlaces.TryGetValue(candidate, out var before);
        if (isNew)
            return 1 + Math.Log(1 + now.Length - place);
        var overtaken = 0;
        for (var behind = place + 1; behind < now.Length; behind++)
        {
            if (oldPlaces.TryGetValue(now[behind], out var other) && other < before)
                overtaken++;
        }

        return overtaken == 0 ? 0 : Math.Log(1 + overtaken);
    }

    private static Dictionary<string, int> Places(string[] list)
    {
        var places = new Dictionary<string, int>(list.Length, StringComparer.Ordinal);
        for (var place = 0; place < list.Length; place++)
            places.TryAdd(list[place], place);
        return places;
    }
}
