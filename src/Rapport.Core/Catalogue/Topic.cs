namespace Rapport.Core.Catalogue;

/// <summary>What an item is about: its category path at depth 2, unless a sensitive or delicate class applies (ground rule 19).</summary>
/// <param name="Name">For example <c>Kitchen &gt; Aprons</c>, or the class code.</param>
public readonly record struct Topic(string Name)
{
    public override string ToString() => Name;
}
