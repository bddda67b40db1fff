using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Rapport.Cli.Commands;
using Rapport.Core.History;
using Rapport.Server.Hosting;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Cli;

/// <summary>The <c>rapport</c> program: parses, runs one verb, and turns every ending into an exit code.</summary>
public static class RapportCommand
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, bool isInteractive = false, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var root = Build((parsed, verb, token) => VerbAsync(parsed, verb, output, errors, isInteractive, clock ?? TimeProvider.System, token));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync($"error: {OneLine(parsed.Errors[0].Message)} Try: {Path(parsed)} --help");
            return (int)ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, cancellation);
    }

    /// <summary>The table of contents of the program.</summary>
    private static RootCommand Build(Runner runner) => new("Rapport: recommendations your customers said yes to, with reasons they can check.")
    {
        GlobalOptions.Home,
        GlobalOptions.Tenant,
        GlobalOptions.Json,
        ServeCommand.Create(runner),
        DemoCommand.Create(runner),
        TenantCommand.Create(runner),
        SecretCommand.Create(runner),
        OperatorCommand.Create(runner),
        ImportCommand.Create(runner),
        GenerateCommand.Create(runner),
        TrainCommand.Create(runner),
        TuneCommand.Create(runner),
        DecideCommand.Create(runner),
        SimulateCommand.Create(runner),
        ExplainCommand.Create(runner),
        ForgetCommand.Create(runner),
        ConsentsCommand.Create(runner),
        VerifyCommand.Create(runner),
        CheckCommand.Create(runner),
        KeysCommand.Create(runner),
        BackupCommand.Create(runner),
        BackupCommand.CreateRestore(runner),
        EvaluateCommand.Create(runner),
        EvaluateServeCommand.CreateLoad(runner),
    };

    private static async Task<int> VerbAsync(ParseResult parsed, Func<CommandScope, Task<ExitCode>> verb, TextWriter output, TextWriter errors, bool isInteractive, TimeProvider clock, CancellationToken cancellation)
    {
        var terminal = new Terminal(output, errors, parsed.GetValue(GlobalOptions.Json), isInteractive);
        try
        {
            return (int)await verb(new CommandScope(parsed, terminal, clock, cancellation));
        }
        catch (Exception ending) when (Known(ending) is not null)
        {
            var (code, line) = Known(ending)!.Value;
            terminal.Remark("error: " + OneLine(line));
            return (int)code;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Remark("stopped");
            return (int)ExitCode.Failed;
        }
        catch (Exception bug)
        {
            // Here is the host: what nobody expected ends as a line and a code, not as a crash dump.
            terminal.Remark($"error: this is a bug in Rapport: {bug.GetType().Name} at {bug.TargetSite?.DeclaringType?.Name}.{bug.TargetSite?.Name}: {OneLine(bug.Message)}");
            return (int)ExitCode.Failed;
        }
    }

    private static (ExitCode Code, string Line)? Known(Exception ending) => ending switch
    {
        CommandFailedException failed => (failed.Code, failed.WayOut is null ? failed.Message : $"{failed.Message} Try: {failed.WayOut}"),
        InvalidDataException { Message: var line } when line.StartsWith(HouseBook.FileName, StringComparison.Ordinal) => (ExitCode.KeysUnavailable, line),
        SettingsException settings => (ExitCode.BadInput, settings.Message),
        HomeInUseException => (ExitCode.HomeInUse, "Another rapport uses this home. Try: stop that server, ask it over HTTP, or choose another --home"),
        KeysUnavailableException keys => (ExitCode.KeysUnavailable, $"{keys.Message} Try: put the keys folder of this home back"),
        StoreUnavailableException store => (ExitCode.StoreUnavailable, $"{store.Message} Try: free space on the disk or start the database, then run this again"),
        FileNotFoundException missing => (ExitCode.BadInput, missing.Message),
        DirectoryNotFoundException missing => (ExitCode.BadInput, missing.Message),
        UnauthorizedAccessException denied => (ExitCode.BadInput, denied.Message),
        IOException { InnerException: AddressInUseException } => (ExitCode.BadInput, "The port is taken. Try: --port with another number"),
        InvalidDataException data => (ExitCode.BadInput, data.Message),
        _ => null,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command is RootCommand ? "rapport" : result.Command.Name);
        return string.Join(' ', names);
    }
}
