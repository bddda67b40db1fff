namespace Rapport.Core.Catalogue;

/// <summary>What an item is about: its category path at depth 2, unless a sensitive or delicate class applies (ground rule 19).</summary>
/// <param name="Name">For example <c>Kitchen &gt; Aprons</c>, or the class code.</param>
public readonly record struct Topic(string Name)
{
    /// <summary>The topic of an ordinary item of a category.</summary>
    /// <param name="category">A path, parts separated by <c> &gt; </c>.</param>
    public static Topic OfPath(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        var first = category.IndexOf(" > ", StringComparison.Ordinal);
        if (first < 0)
            return new Topic(category.Length == 0 ? "(none)" : category);
        var second = category.IndexOf(" > ", first + 3, StringComparison.Ordinal);
        return new Topic(second < 0 ? category : category[..second]);
    }

    public override string ToString() => Name;
}
