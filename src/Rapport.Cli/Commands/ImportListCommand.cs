using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Cli.Imports;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import list</c>: a list of people who did nothing here. It is counted and refused, whoever sold it.</summary>
internal static class ImportListCommand
{
    private static readonly Argument<string> List = new("file") { Description = "CSV with a header." };

    internal static Command Create(Runner runner) =>
        new Command("list", "Refuses a list of people: bought, rented or collected elsewhere. Says how many rows it has; nothing of it is stored, and nobody on it is written to.") { List }.Runs(runner, scope => Task.FromResult(Run(scope)));

    private static ExitCode Run(CommandScope scope)
    {
        using var csv = CsvFile.Open(scope.Get(List));
        var rows = csv.Rows().Count();
        scope.Terminal.Answer(
            new JsonObject { ["read"] = rows, ["stored"] = 0, ["mails"] = 0, ["rejected"] = new JsonObject { ["no-evidence"] = rows } },
            string.Create(CultureInfo.InvariantCulture, $"Read {rows:N0} rows: stored 0, mails 0. A name on a list said yes to nobody here: ask people on your own pages, or bring what they bought from you with the evidence of their yes (rapport import orders --consent FILE)."));
        return ExitCode.NothingUsable;
    }
}
