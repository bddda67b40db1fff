namespace Rapport.Demo.Catalogue;

/// <summary>The same words in the shop's two languages.</summary>
public sealed record DemoText(string En, string De);
