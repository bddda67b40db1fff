namespace Rapport.Cli.Evaluate.Attack;

/// <summary>Makes guesses of what was watched, form by form and kind of list by kind, and counts the right ones.</summary>
internal static class Inference
{
    private static readonly (string Name, int[] Kinds)[] Views = [("product pages", [0]), ("carts", [1]), ("both", [0, 1])];

    internal static SortedDictionary<string, AttackFigure> Judge(IReadOnlyList<WatchedChange> changes)
    {
        var figures = new SortedDictionary<string, AttackFigure>(StringComparer.Ordinal);
        foreach (var form in changes.GroupBy(change => change.Form))
        {
            if (form.All(change => change.Standing.Together.Count == 0))
                figures[form.Key] = Judge(form, 0);
            else
                Array.ForEach(Views, view => figures[$"{form.Key}, {view.Name}"] = Judge(form, view.Kinds));
        }

        return figures;
    }

    private static AttackFigure Judge(IEnumerable<WatchedChange> changes, params int[] kinds)
    {
        Evidence[][] targets = [.. changes.SelectMany(change => new EvidenceOfChange(change, kinds).Gather())];
        var toFind = changes.SelectMany(change => change.Targets).Sum(target => target.Truth.Length);
        return new GuessBook(targets, toFind).ToFigure();
    }
}
