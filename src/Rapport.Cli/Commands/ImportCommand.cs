using System.CommandLine;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import</c>: what the shop has and what happened before Rapport.</summary>
internal static class ImportCommand
{
    internal static Command Create(Runner runner) => new("import", "Brings products and past orders in. The home is opened for this alone: stop its server first.")
    {
        ImportFeedCommand.Create(runner),
        ImportOrdersCommand.Create(runner),
        ImportListCommand.Create(runner),
        ImportOnlineRetailCommand.Create(runner),
    };
}
