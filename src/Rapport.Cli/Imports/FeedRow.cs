namespace Rapport.Cli.Imports;

/// <summary>One product of a feed: its attributes by their names in the Google Merchant specification.</summary>
/// <param name="Line">The line of the file it starts on, the first being 1.</param>
/// <param name="Attributes">By name, e.g. <c>item_group_id</c>; of one that is repeated, the first.</param>
/// <param name="Flaw">What makes it unreadable; null where it was read.</param>
internal sealed record FeedRow(int Line, IReadOnlyDictionary<string, string> Attributes, string? Flaw = null)
{
    /// <summary>The attribute without the blanks around it; empty where the row has none.</summary>
    internal string this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value.Trim() : "";
}
