using Rapport.Core.Catalogue;

namespace Rapport.Demo.Catalogue;

/// <summary>A shelf of the demo shop.</summary>
/// <param name="Slug">Its name in addresses, e.g. <c>tea-coffee</c>.</param>
/// <param name="Path">The first part of the category path of its products.</param>
/// <param name="Line">One sentence on what it is good for.</param>
/// <param name="Class">The class the shop set for all of it; ordinary for most.</param>
public sealed record DemoCategory(string Slug, string Path, DemoText Name, DemoText Line, TopicClass Class)
{
    public IList<DemoGroup> Groups { get; } = [];
}

/// <summary>A part of a shelf: what one browses together.</summary>
/// <param name="Path">The category path at depth two.</param>
public sealed record DemoGroup(string Slug, string Path, DemoText Name);
