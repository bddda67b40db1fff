using System.CommandLine;
using System.Text.Json.Nodes;
using Rapport.Server.Boundary;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport check</c>: whether a server would start on these settings, and all that speaks against it.</summary>
internal static class CheckCommand
{
    internal static Command Create(Runner runner) =>
        new Command("check", "Reads the settings of a home for mistakes and for anti-patterns: pixels, uploads of contacts, identifiers across sites or devices, data brokers.").Runs(runner, scope => Task.FromResult(Run(scope)));

    private static ExitCode Run(CommandScope scope)
    {
        var path = Path.Combine(scope.Home, RapportSettings.FileName);
        if (!File.Exists(path))
            throw new CommandFailedException(ExitCode.BadInput, $"{scope.Home} is no home of Rapport.", "--home with the right folder");
        var settings = RapportSettings.Read(path);
        var found = AntiPatterns.Find(settings);
        string? mistake = null;
        if (found.Count == 0)
        {
            try
            {
                settings.Validate(path);
            }
            catch (SettingsException wrong)
            {
                mistake = wrong.Message;
            }
        }

        var answer = new JsonObject
        {
            ["holds"] = found.Count == 0 && mistake is null,
            ["found"] = new JsonArray([.. found.Select(each => new JsonObject { ["code"] = each.Code, ["tenant"] = each.Tenant, ["where"] = each.Where, ["reason"] = each.Reason })]),
            ["mistake"] = mistake,
        };
        var isFine = found.Count == 0 && mistake is null;
        scope.Terminal.Answer(answer, isFine ? ["The settings hold: nothing in them tells anybody else about your customers."] : [.. found.Select(each => each.ToString()), .. mistake is null ? [] : new[] { mistake }]);
        return isFine ? ExitCode.Done : ExitCode.Failed;
    }
}
