using Microsoft.AspNetCore.Authorization;
using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>What an operator must be allowed, to open a page. Every page has one.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class MayAttribute(Permissions needed) : AuthorizeAttribute(PolicyOf(needed))
{
    /// <summary>Each permission, and the pairs that an address needs together.</summary>
    internal static IEnumerable<Permissions> Sets => [.. Enum.GetValues<Permissions>(), Permissions.Customers | Permissions.Export];

    public Permissions Needed { get; } = needed;

    internal static string PolicyOf(Permissions needed) => $"{ConsoleHosting.Scheme}-{needed}";
}
