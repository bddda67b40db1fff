using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>Somebody asked a desk for what they may not do now: their role is another, or their stay is over.</summary>
public sealed class NotPermittedException(Permissions needed) : Exception($"This needs the permission {needed}.")
{
    public Permissions Needed { get; } = needed;
}
