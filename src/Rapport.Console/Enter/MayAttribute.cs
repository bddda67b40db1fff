using Microsoft.AspNetCore.Authorization;
using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>What an operator must be allowed, to open a page. Every page has one.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class MayAttribute(Permissions needed) : AuthorizeAttribute(PolicyOf(needed))
{
    public Permissions Needed { get; } = needed;

    internal static string PolicyOf(Permissions needed) => $"{ConsoleHosting.Scheme}-{needed}";
}
