namespace Rapport.Core.Consent;

/// <summary>A part of a purpose that needs a yes of its own, with the words it is asked in.</summary>
/// <param name="Scope">Its stored name, see <see cref="ConsentScope"/>.</param>
/// <param name="TextVersion">The version now asked, e.g. <c>devices/1</c>.</param>
/// <param name="Texts">By language; empty where others ask: the operating system, the shop.</param>
public sealed record PermissionDefinition(string Scope, string TextVersion, IReadOnlyDictionary<string, PurposeText> Texts);
