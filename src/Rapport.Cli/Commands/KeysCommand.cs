using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Storage;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport keys rotate</c>: a new key-encryption key, while the server goes on.</summary>
internal static class KeysCommand
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The new key-encryption key: file (the default: a new one in the keys folder), env:NAME, or pkcs11:… A server must be able to reach it too.",
        HelpName = "KEY",
    };

    internal static Command Create(Runner runner) => new("keys", "The keys of a home.")
    {
        new Command("rotate", "Changes the key-encryption key. Runs beside a server; no history is encrypted anew.") { To }.Runs(runner, RotateAsync),
    };

    private static async Task<ExitCode> RotateAsync(CommandScope scope)
    {
        var folder = Path.Combine(scope.Home, "keys");
        if (!File.Exists(Path.Combine(folder, "keystore.db")))
            throw new CommandFailedException(ExitCode.BadInput, $"{scope.Home} has no key store.", "--home with the right folder");
        if (scope.Get(To) is { } to && !KeyRotation.IsReference(to))
            throw new CommandFailedException(ExitCode.BadInput, $"'{to}' names no key.", "--to file, --to env:NAME or --to 'pkcs11:token=…;object=…?module-path=…'");
        var result = await scope.Terminal.WatchAsync("Wrapping keys anew", progress => Task.Run(() => KeyRotation.Run(folder, scope.Get(To), progress, null, scope.Cancellation), scope.Cancellation));

        var answer = new JsonObject
        {
            ["key"] = result.Reference,
            ["generation"] = result.Generation,
            ["wrapped"] = result.Wrapped,
            ["resumed"] = result.IsResumed,
            ["leftToRemove"] = new JsonArray([.. result.LeftToRemove.Select(reference => (JsonNode)reference)]),
        };
        scope.Terminal.Answer(answer, [
            string.Create(CultureInfo.InvariantCulture, $"{result.Wrapped:N0} keys are wrapped by {result.Reference} now."),
            .. result.LeftToRemove.Select(reference => $"{reference} opens nothing any more: remove it where it lies."),
            "Keep a copy of the new key apart from the data, and back the key store up: older backups of it need the old key.",
        ]);
        return ExitCode.Done;
    }
}
