using Rapport.Console.Enter;
using Rapport.Storage.House;

namespace Rapport.Console.Shell;

/// <summary>One operator's stay: the shop, who they are, what they may do, and when the door closes.</summary>
/// <param name="Until">UTC.</param>
public sealed record OperatorVisit(ConsoleTenant Tenant, DateTimeOffset Until)
{
    /// <summary>Null in a page shown to nobody in particular.</summary>
    public Entrant? Entrant { get; init; }

    public Permissions May { get; init; }

    /// <summary>As the record of changes names them.</summary>
    public string Name => Entrant switch { null => "?", { Kind: EntrantKind.Key } key => "key:" + key.Name, { } person => person.Name };
}
