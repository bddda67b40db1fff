using System.CommandLine;

namespace Rapport.Cli;

/// <summary>Runs a verb with its scope and turns its ending into an exit code.</summary>
internal delegate Task<int> Runner(ParseResult arguments, Func<CommandScope, Task<ExitCode>> verb, CancellationToken cancellation);

/// <summary>Ties verbs to the runner.</summary>
internal static class RunnerExtensions
{
    internal static Command Runs(this Command command, Runner runner, Func<CommandScope, Task<ExitCode>> verb)
    {
        command.SetAction((arguments, cancellation) => runner(arguments, verb, cancellation));
        return command;
    }
}
