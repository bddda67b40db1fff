namespace Rapport.Cli;

/// <summary>A command cannot go on, for a cause the person at the keyboard can mend: one line, and the way out.</summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message)
        : base(message)
    {
    }

    public CommandFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="wayOut">What to try, as a sentence without a full stop; null where there is nothing to try.</param>
    public CommandFailedException(ExitCode code, string message, string? wayOut = null)
        : base(message) => (Code, WayOut) = (code, wayOut);

    public ExitCode Code { get; } = ExitCode.BadInput;

    public string? WayOut { get; }
}
