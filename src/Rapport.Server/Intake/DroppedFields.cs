using System.Text;

namespace Rapport.Server.Intake;

/// <summary>Counts, by name, the fields of one request that were dropped before storage.</summary>
/// <remarks>A name that does not look like a field's name (digits, other signs, long) might itself be data: it counts as <c>(other)</c>.</remarks>
internal sealed class DroppedFields
{
    private const int LongestName = 40;
    private const int MostNames = 40;
    private const string Other = "(other)";

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Add(string parent, string name)
    {
        var full = parent.Length == 0 ? name : $"{parent}.{name}";
        if (!LooksLikeAName(name) || full.Length > LongestName || (_counts.Count >= MostNames && !_counts.ContainsKey(full)))
            full = Other;
        _counts[full] = _counts.GetValueOrDefault(full) + 1;
    }

    /// <summary>For a header: <c>context.ip=3,properties.birthday=1</c>.</summary>
    public override string ToString() => Render(_counts);

    public static string Render(IEnumerable<KeyValuePair<string, int>> counts)
    {
        var text = new StringBuilder();
        foreach (var (name, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append('=').Append(count);
        return text.ToString();
    }

    private static bool LooksLikeAName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetter(c) || c == '_');
}
