using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport secret</c>: secret keys made, listed and revoked. A running server obeys with the next request.</summary>
internal static class SecretCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "What the key is for, e.g. web-shop." };

    private static readonly Option<string[]> May = new("--may") { Description = "Its scope: " + string.Join(", ", Roles.ScopeNames) + ". May be repeated.", DefaultValueFactory = _ => ["all"], AllowMultipleArgumentsPerToken = true };

    internal static Command Create(Runner runner) => new("secret", "Secret keys of a shop: several at once, each with a name and a scope.")
    {
        new Command("add", "Makes a key and prints it once.") { Name, May }.Runs(runner, AddAsync),
        new Command("list", "Keys by name, scope and last use.").Runs(runner, scope => Task.FromResult(List(scope))),
        new Command("revoke", "Ends a key, at once.") { Name }.Runs(runner, RevokeAsync),
    };

    private static async Task<ExitCode> AddAsync(CommandScope scope)
    {
        var name = scope.Get(Name);
        if (!HouseKeeper.IsName(name))
            throw new CommandFailedException(ExitCode.BadInput, $"'{name}' is no name.", "up to 64 letters, digits, . @ - _");
        if (Roles.ScopeOf(scope.Get(May)!) is not { } may)
            throw new CommandFailedException(ExitCode.BadInput, "There is no such scope.", "--may with one of: " + string.Join(", ", Roles.ScopeNames));
        if (may != Permissions.Metrics && may.HasFlag(Permissions.Metrics))
            throw new CommandFailedException(ExitCode.BadInput, "A metrics key belongs to the house and does nothing else.", "two keys");
        var tenant = may == Permissions.Metrics ? "" : scope.TenantOf(SettingsOf(scope)).Id;
        var key = await new HouseKeeper(HouseBook.Of(scope.Home), scope.Clock).AddKeyAsync(tenant, name, may, scope.Cancellation)
            ?? throw new CommandFailedException(ExitCode.BadInput, $"There is a key '{name}' already.", $"rapport secret revoke {name}, or another name");
        scope.Terminal.Answer(
            new JsonObject { ["name"] = name, ["tenant"] = tenant, ["may"] = new JsonArray([.. Roles.NamesOf(may).Select(part => (JsonNode)part)]), ["key"] = key },
            $"{name}: {key}",
            "It is kept nowhere else. A running server takes it from now on.");
        return ExitCode.Done;
    }

    private static ExitCode List(CommandScope scope)
    {
        var keys = Rows(scope).ToList();
        scope.Terminal.Answer(
            new JsonObject
            {
                ["keys"] = new JsonArray([.. keys.Select(row => (JsonNode)new JsonObject
                {
                    ["name"] = row.Key.Name,
                    ["tenant"] = row.Key.Tenant,
                    ["may"] = new JsonArray([.. Roles.NamesOf(row.Key.May).Select(part => (JsonNode)part)]),
                    ["lastUsedAt"] = row.Used?.ToString("O", CultureInfo.InvariantCulture),
                })]),
            },
            keys.Select(row => $"{row.Key.Name,-24} {string.Join(',', Roles.NamesOf(row.Key.May)),-24} {(row.Used is { } used ? "last used " + used.ToString("u", CultureInfo.InvariantCulture) : "never used")}"));
        return ExitCode.Done;
    }

    private static async Task<ExitCode> RevokeAsync(CommandScope scope)
    {
        var name = scope.Get(Name);
        var row = Rows(scope).FirstOrDefault(each => each.Key.Name == name);
        if (row.Key is not { } key)
            throw new CommandFailedException(ExitCode.BadInput, $"There is no key '{name}'.", "rapport secret list");
        await new HouseKeeper(HouseBook.Of(scope.Home), scope.Clock).RevokeAsync(key.Hash, scope.Cancellation);
        scope.Terminal.Answer(new JsonObject { ["revoked"] = name }, $"{name} opens nothing any more.");
        return ExitCode.Done;
    }

    /// <summary>Keys of the tenant and of the house.</summary>
    private static IEnumerable<(SecretKey Key, DateTimeOffset? Used)> Rows(CommandScope scope)
    {
        var tenant = scope.TenantOf(SettingsOf(scope));
        var state = HouseBook.Of(scope.Home).Read();
        return tenant.SecretKeyHashes
            .Select((hash, place) => new SecretKey(tenant.Id, string.Create(CultureInfo.InvariantCulture, $"settings-{place + 1}"), hash.ToLowerInvariant(), Permissions.All, DateTimeOffset.UnixEpoch))
            .Concat(state.Keys.Where(key => key.Tenant == tenant.Id || key.Tenant.Length == 0))
            .Where(key => !state.Revoked.Contains(key.Hash))
            .Select(key => (key, state.Uses.TryGetValue(key.Hash, out var used) ? used : (DateTimeOffset?)null));
    }

    private static RapportSettings SettingsOf(CommandScope scope) =>
        File.Exists(Path.Combine(scope.Home, RapportSettings.FileName))
            ? RapportSettings.LoadOrCreate(scope.Home)
            : throw new CommandFailedException(ExitCode.BadInput, $"{scope.Home} is no home of Rapport.", "--home with the right folder, or rapport tenant add shop");
}
