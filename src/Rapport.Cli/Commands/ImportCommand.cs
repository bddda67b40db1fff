using System.CommandLine;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import</c>: what happened before Rapport.</summary>
internal static class ImportCommand
{
    internal static Command Create(Runner runner) => new("import", "Brings past orders in. The home is opened for this alone: stop its server first.")
    {
        ImportOrdersCommand.Create(runner),
        ImportOnlineRetailCommand.Create(runner),
    };
}
