using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Rapport.Cli.Tests.Shared;

/// <summary>The program in this process, over a folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-cli-").FullName;

    internal string Home => Path.Combine(_folder, "home");

    internal string Output { get; private set; } = "";

    internal string Errors { get; private set; } = "";

    /// <summary>The last line of the last answer.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    internal string File(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await RapportCommand.RunAsync([.. arguments, "--home", Home], output, errors, clock: new FakeTimeProvider(Now) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) });
        (Output, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    /// <summary>A home with one ordinary tenant.</summary>
    internal static async Task<Cli> WithShopAsync()
    {
        var cli = new Cli();
        Assert.Equal(0, await cli.RunAsync("tenant", "add", "shop"));
        return cli;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
