namespace Rapport.Core.Model;

/// <summary>One list for each of many items, in two arrays.</summary>
/// <param name="Starts">Length items + 1.</param>
/// <param name="Places">Items by their place, best first.</param>
internal sealed record ListRows(int[] Starts, int[] Places)
{
    internal static ListRows Empty { get; } = new([0], []);

    /// <summary>Lists one by one into one array.</summary>
    internal static ListRows Of(int[]?[] lists)
    {
        var starts = new int[lists.Length + 1];
        for (var item = 0; item < lists.Length; item++)
            starts[item + 1] = checked(starts[item] + (lists[item]?.Length ?? 0));
        var places = new int[starts[^1]];
        for (var item = 0; item < lists.Length; item++)
            lists[item]?.CopyTo(places, starts[item]);
        return new ListRows(starts, places);
    }

    internal ArraySegment<int> Row(int item) => new(Places, Starts[item], Starts[item + 1] - Starts[item]);
}
