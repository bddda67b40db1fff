using System.CommandLine;
using System.Text.Json.Nodes;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport operator</c>: who may sign in to the console. A running server obeys with the next request.</summary>
internal static class OperatorCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The name to sign in by, e.g. ada@shop.example." };

    private static readonly Option<string> As = new("--role") { Description = string.Join(", ", Roles.Names) + ".", Required = true };

    private static readonly Option<bool> Export = new("--export") { Description = "May also take a customer's data out of the house." };

    private static readonly Option<bool> FromInput = new("--password-stdin") { Description = "Reads the password from standard input instead of making one." };

    internal static Command Create(Runner runner) => new("operator", "The people who may sign in to the console of a shop.")
    {
        new Command("add", "Names an operator; the password is printed once.") { Name, As, Export, FromInput }.Runs(runner, AddAsync),
        new Command("list", "Operators by role.").Runs(runner, scope => Task.FromResult(List(scope))),
        new Command("password", "Sets a new password and ends older sessions.") { Name, FromInput }.Runs(runner, SetPasswordAsync),
        new Command("remove", "Takes an operator's way in, at once.") { Name }.Runs(runner, RemoveAsync),
    };

    private static async Task<ExitCode> AddAsync(CommandScope scope)
    {
        var name = scope.Get(Name);
        if (!HouseKeeper.IsName(name))
            throw new CommandFailedException(ExitCode.BadInput, $"'{name}' is no name.", "up to 64 letters, digits, . @ - _");
        if (Roles.Find(scope.Get(As)) is not { } role)
            throw new CommandFailedException(ExitCode.BadInput, "There is no such role.", "--role with one of: " + string.Join(", ", Roles.Names));
        var tenant = ShopOf(scope);
        var password = PasswordOf(scope, name, tenant);
        var problem = await Keeper(scope).AddOperatorAsync(tenant.Id, name, role, scope.Get(Export), password, scope.Cancellation);
        if (problem is not null)
            throw new CommandFailedException(ExitCode.BadInput, problem == "taken" ? $"There is somebody named '{name}'." : "The first operator of a shop is an admin.", problem == "taken" ? "another name" : "--role admin");
        Tell(scope, name, password);
        return ExitCode.Done;
    }

    private static ExitCode List(CommandScope scope)
    {
        var tenant = TenantOf(scope);
        var people = HouseBook.Of(scope.Home).Read().Operators.Where(person => person.Tenant == tenant).ToList();
        scope.Terminal.Answer(
            new JsonObject { ["operators"] = new JsonArray([.. people.Select(person => (JsonNode)new JsonObject { ["name"] = person.Name, ["role"] = Roles.NameOf(person.Role), ["export"] = person.MayExport })]) },
            people.Select(person => $"{person.Name,-32} {Roles.NameOf(person.Role)}{(person.MayExport ? ", export" : "")}"));
        return ExitCode.Done;
    }

    private static async Task<ExitCode> SetPasswordAsync(CommandScope scope)
    {
        var name = scope.Get(Name);
        var password = PasswordOf(scope, name, ShopOf(scope));
        if (!await Keeper(scope).SetPasswordAsync(name, password, scope.Cancellation))
            throw new CommandFailedException(ExitCode.BadInput, $"There is nobody named '{name}'.", "rapport operator list");
        Tell(scope, name, password);
        return ExitCode.Done;
    }

    private static async Task<ExitCode> RemoveAsync(CommandScope scope)
    {
        var name = scope.Get(Name);
        if (!await Keeper(scope).RemoveOperatorAsync(TenantOf(scope), name, scope.Cancellation))
            throw new CommandFailedException(ExitCode.BadInput, $"'{name}' is not there, or the shop's last admin.", "rapport operator list");
        scope.Terminal.Answer(new JsonObject { ["removed"] = name }, $"{name} is out.");
        return ExitCode.Done;
    }

    private static string PasswordOf(CommandScope scope, string name, TenantSettings tenant)
    {
        if (!scope.Get(FromInput))
            return Password.Create();
        var given = System.Console.In.ReadLine() ?? "";
        return PasswordRule.Refusal(given, [name, tenant.Id, tenant.Name], scope.Home) is { } refusal
            ? throw new CommandFailedException(ExitCode.BadInput, refusal, "a longer one that nobody would guess, or none: then one is made")
            : given;
    }

    private static void Tell(CommandScope scope, string name, string password)
    {
        if (scope.Get(FromInput))
            scope.Terminal.Answer(new JsonObject { ["name"] = name }, $"{name} may sign in.");
        else
            scope.Terminal.Answer(new JsonObject { ["name"] = name, ["password"] = password }, $"{name} signs in with: {password}", "It is kept nowhere else.");
    }

    private static HouseKeeper Keeper(CommandScope scope) => new(HouseBook.Of(scope.Home), scope.Clock);

    private static string TenantOf(CommandScope scope) => ShopOf(scope).Id;

    private static TenantSettings ShopOf(CommandScope scope) =>
        File.Exists(Path.Combine(scope.Home, RapportSettings.FileName))
            ? scope.TenantOf(RapportSettings.LoadOrCreate(scope.Home))
            : throw new CommandFailedException(ExitCode.BadInput, $"{scope.Home} is no home of Rapport.", "--home with the right folder, or rapport tenant add shop");
}
