using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Server.Boundary;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport verify facts</c>: whether a privacy statement is the one its shop signed. Needs no home.</summary>
internal static class VerifyFactsCommand
{
    private static readonly Argument<string> Source = new("statement") { Description = "A file, or the address of a shop's /v1/privacy-facts?tenant=ID." };

    private static readonly Option<string?> Key = new("--key") { Description = "The public key, PEM; for an address, by default the one of its /v1/keys.", HelpName = "FILE" };

    internal static Command Create(Runner runner) =>
        new Command("facts", "Checks the signature of a shop's privacy statement.") { Source, Key }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var source = scope.Get(Source);
        var address = Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var (statement, key) = (await ReadAsync(http, source, address, scope.Cancellation), scope.Get(Key));
        if (key is null && address is null)
            throw new CommandFailedException(ExitCode.BadInput, "A file needs the key that signed it.", "--key with the PEM of the shop's /v1/keys");
        var pem = key is null ? await KeyOfAsync(http, address!, scope.Cancellation) : await File.ReadAllTextAsync(key, scope.Cancellation);

        var holds = PrivacyStatement.Holds(statement, pem);
        var facts = JsonNode.Parse(statement)!;
        scope.Terminal.Answer(
            new JsonObject { ["holds"] = holds, ["tenant"] = facts["tenant"]?.ToString(), ["settings"] = facts["settings"]?.ToString(), ["checkedAt"] = facts["storage"]?["checkedAt"]?.ToString() },
            holds ? $"The statement is the one that shop {facts["tenant"]} signed, checked against its store at {facts["storage"]?["checkedAt"]}." : "The statement is not the one that was signed: it was changed, or the key is another's.");
        return holds ? ExitCode.Done : ExitCode.Failed;
    }

    private static Task<string> ReadAsync(HttpClient http, string source, Uri? address, CancellationToken cancellation) =>
        address is null ? File.ReadAllTextAsync(source, cancellation) : FetchAsync(http, address, cancellation);

    private static async Task<string> KeyOfAsync(HttpClient http, Uri address, CancellationToken cancellation)
    {
        try
        {
            var keys = JsonNode.Parse(await FetchAsync(http, new Uri(address, "/v1/keys"), cancellation));
            return keys?["keys"]?[0]?["pem"]?.GetValue<string>() ?? throw new CommandFailedException(ExitCode.BadInput, $"{address.Host} names no key.");
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"{address.Host} names no key.");
        }
    }

    private static async Task<string> FetchAsync(HttpClient http, Uri address, CancellationToken cancellation)
    {
        try
        {
            return await http.GetStringAsync(address, cancellation);
        }
        catch (HttpRequestException away)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"{address.Host} gave no statement: {away.Message}");
        }
    }
}
