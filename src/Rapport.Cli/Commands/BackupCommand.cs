using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Server.Hosting;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport backup</c> and <c>rapport restore</c>: data without keys, keys apart, and what was erased stays erased.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Where the copy goes: a new folder for data; for keys always the same one, which is overwritten." };

    private static readonly Option<bool> Keys = new("--keys") { Description = "Copies the key store instead of the data, over the copy that is there. The key-encryption key is not in it." };

    private static readonly Argument<string> From = new("from") { Description = "A folder that rapport backup made." };

    private static readonly Option<string?> KeysFrom = new("--keys") { Description = "A folder that rapport backup --keys made; for a home without a key store.", HelpName = "DIR" };

    internal static Command Create(Runner runner) =>
        new Command("backup", "Copies the data, or the key store, of a home; beside a running server too.") { Folder, Keys }.Runs(runner, scope => Task.FromResult(Write(scope)));

    internal static Command CreateRestore(Runner runner) =>
        new Command("restore", "Puts a copy of the data into a home that has none; who was erased since stays erased.") { From, KeysFrom }.Runs(runner, RestoreAsync);

    private static ExitCode Write(CommandScope scope)
    {
        var (folder, keys) = (scope.Get(Folder), scope.Get(Keys));
        if (!File.Exists(Path.Combine(scope.Home, RapportSettings.FileName)))
            throw new CommandFailedException(ExitCode.BadInput, $"{scope.Home} is no home of Rapport.", "--home with the right folder");
        if (!keys && RapportSettings.LoadOrCreate(scope.Home).Store == "postgres")
            throw new CommandFailedException(ExitCode.BadInput, "The data of this home are in PostgreSQL.", "pg_dump for the data, rapport backup DIR --keys for the keys");
        try
        {
            if (keys)
                Backup.WriteKeys(scope.Home, folder);
            else
                Backup.WriteData(scope.Home, folder);
            new BackupRegister(scope.Home).Note(keys ? BackupEntry.Keys : BackupEntry.Data, folder, scope.Clock.GetUtcNow());
        }
        catch (IOException problem)
        {
            throw new CommandFailedException(ExitCode.BadInput, problem.Message, "another folder");
        }

        var size = FolderSize.MiB(folder);
        scope.Terminal.Answer(
            new JsonObject { ["folder"] = folder, ["what"] = keys ? "keys" : "data", ["mib"] = size },
            string.Create(CultureInfo.InvariantCulture, $"{size} MiB of {(keys ? "keys" : "data")} are in {folder}."),
            keys ? "Keep no older copy of it, and the key-encryption key elsewhere." : "No key is in it: it is noise without rapport backup --keys and the key-encryption key. Models are rebuilt.");
        return ExitCode.Done;
    }

    private static async Task<ExitCode> RestoreAsync(CommandScope scope)
    {
        try
        {
            Backup.Restore(scope.Get(From), scope.Get(KeysFrom), scope.Home);
        }
        catch (IOException problem)
        {
            throw new CommandFailedException(ExitCode.BadInput, problem.Message);
        }

        await using var home = await scope.OpenHomeAsync();
        if (!home.Store.Health.KeysAvailable)
            throw new CommandFailedException(ExitCode.KeysUnavailable, "The data are there, but no keys that belong to them.", "put the key-encryption key into the keys folder and start, or --keys with the right copy");
        var (removed, refused) = (home.Store.RemovedAfterRestore ?? 0, home.Store.RefusedAfterRestore);
        scope.Terminal.Answer(
            new JsonObject { ["removed"] = removed, ["refused"] = refused },
            string.Create(CultureInfo.InvariantCulture, $"Restored. {removed:N0} customers were erased since the backup and are gone from it too."),
            string.Create(CultureInfo.InvariantCulture, $"{refused:N0} customers said no or took something back since then: that was done again. What they said yes to since is lost, and they are asked anew. Next: rapport train."));
        return ExitCode.Done;
    }
}
