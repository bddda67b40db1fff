using Rapport.Core.Events;

namespace Rapport.Console;

/// <summary>What the host tells the console: its shops, who may enter, and how the server is.</summary>
public sealed class ConsoleOptions
{
    /// <summary>The shop an operator's secret key opens, or null for a key that opens none.</summary>
    public required Func<string, TenantId?> TenantOfKey { get; init; }

    /// <summary>The shops this server holds, as they are now.</summary>
    public required Func<IReadOnlyList<ConsoleTenant>> Tenants { get; init; }

    /// <summary>The same checks that <c>/health</c> answers with.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<ConsoleCheck>>> Checks { get; init; } = _ => Task.FromResult<IReadOnlyList<ConsoleCheck>>([]);
}
