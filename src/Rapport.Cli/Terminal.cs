using System.Text.Json.Nodes;
using Spectre.Console;

namespace Rapport.Cli;

/// <summary>Where a command talks: answers to standard output, everything else to standard error.</summary>
/// <param name="isJson">The answer is one JSON object on the last line, and no text.</param>
/// <param name="isInteractive">A person watches standard error: long work shows a bar.</param>
public sealed class Terminal(TextWriter output, TextWriter errors, bool isJson, bool isInteractive)
{
    public bool IsInteractive { get; } = isInteractive;

    /// <summary>Says the answer, in the form that was asked for.</summary>
    public void Answer(JsonObject answer, params IEnumerable<string> lines)
    {
        if (isJson)
        {
            output.WriteLine(answer.ToJsonString());
            return;
        }

        foreach (var line in lines)
            output.WriteLine(line);
    }

    /// <summary>A remark beside the answer.</summary>
    public void Remark(string line) => errors.WriteLine(line);

    /// <summary>Runs long work under a bar where somebody watches.</summary>
    /// <param name="work">Tells how far it is by a share from 0 to 1.</param>
    public async Task<T> WatchAsync<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsInteractive)
            return await work(new Progress(_ => { }));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        return await console.Progress().AutoClear(true).HideCompleted(true).StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
            return await work(new Progress(share => bar.Value = share));
        });
    }

    /// <summary>As <see cref="WatchAsync{T}"/>, for work that only says in which step it is.</summary>
    public async Task<T> WatchStepsAsync<T>(string title, Func<IProgress<string>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsInteractive)
            return await work(new Steps(_ => { }));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        return await console.Status().StartAsync(Markup.Escape(title), async status =>
            await work(new Steps(step => status.Status(Markup.Escape($"{title}: {step}")))));
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }

    private sealed class Steps(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
