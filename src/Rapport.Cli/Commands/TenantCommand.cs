using System.CommandLine;
using System.Text.Json.Nodes;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport tenant add</c>: a shop and its keys, shown once.</summary>
internal static class TenantCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "Up to 64 lower-case letters, digits and hyphens." };

    private static readonly Option<string?> Name = new("--name") { Description = "The shop's name, for people." };

    private static readonly Option<string> Currency = new("--currency") { Description = "ISO 4217.", DefaultValueFactory = _ => "EUR" };

    private static readonly Option<string[]> Origin = new("--origin") { Description = "A web origin whose pages may ask, e.g. https://shop.example. May be repeated." };

    internal static Command Create(Runner runner) => new("tenant", "The shops of a home.")
    {
        new Command("add", "Adds a shop and prints its keys. They are shown once: the home keeps hashes.") { Id, Name, Currency, Origin }.Runs(runner, scope => Task.FromResult(Add(scope))),
    };

    private static ExitCode Add(CommandScope scope)
    {
        var id = scope.Get(Id);
        try
        {
            _ = new TenantId(id);
        }
        catch (ArgumentException)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"'{id}' is no tenant id.", "up to 64 lower-case letters, digits and hyphens");
        }

        var settings = RapportSettings.LoadOrCreate(scope.Home);
        if (settings.Tenants.Any(tenant => tenant.Id == id))
            throw new CommandFailedException(ExitCode.BadInput, $"There is a tenant '{id}' already.", "another id");
        var keys = TenantKeys.Create();
        settings.With(keys.ToSettings(id, scope.Get(Name) ?? id) with { Currency = scope.Get(Currency)!, Origins = scope.Get(Origin) ?? [] }).Save(scope.Home);

        var answer = new JsonObject { ["tenant"] = id, ["writeKey"] = keys.WriteKey, ["secretKey"] = keys.SecretKey, ["tokenPrivateKey"] = keys.TokenPrivateKey };
        scope.Terminal.Answer(
            answer,
            $"Tenant {id} is in {Path.Combine(scope.Home, RapportSettings.FileName)}. A running server sees it after a restart.",
            "",
            $"Write key, for pages and event clients:   {keys.WriteKey}",
            $"Secret key, for your servers only:        {keys.SecretKey}",
            "",
            "Private key for customer tokens (ES256), for the server that knows who is signed in:",
            keys.TokenPrivateKey,
            "",
            "The secret key and the private key are kept nowhere else. Store them now.");
        return ExitCode.Done;
    }
}
