using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>An answer a person gave in the shop's quiz, as history keeps it.</summary>
/// <param name="Name">What evidence and rights call it, e.g. <c>quiz:taste</c>.</param>
/// <param name="At">UTC.</param>
public sealed record StatedAnswer(ItemId Name, QuizAnswer Answer, DateTimeOffset At)
{
    private const char Between = '=';

    /// <summary>The text of the event that keeps an answer.</summary>
    public static string TextOf(string question, string answer) => question + Between + answer;

    /// <summary>The name of a kept answer; null for a line that is none.</summary>
    public static ItemId? NameOf(HistoryLine line) => QuestionOf(line) is { } question ? NameOf(question) : null;

    /// <summary>The question of a kept answer; null for a line that is none.</summary>
    public static string? QuestionOf(HistoryLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line is { Kind: EventKind.QuizAnswered, Text: { } text } && text.IndexOf(Between, StringComparison.Ordinal) is var at and > 0 ? text[..at] : null;
    }

    public static ItemId NameOf(string question) => new("quiz:" + question);

    /// <summary>The answers of a history that the quiz still knows, oldest first.</summary>
    public static IReadOnlyList<StatedAnswer> In(IReadOnlyList<HistoryLine> lines, Quiz quiz)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(quiz);
        List<StatedAnswer>? stated = null;
        for (var i = 0; quiz.Questions.Count > 0 && i < lines.Count; i++)
        {
            if (NameOf(lines[i]) is { } name && lines[i].Text!.Split(Between) is [var question, var given] && quiz.Find(question, given) is { } answer)
                (stated ??= []).Add(new StatedAnswer(name, answer, lines[i].At));
        }

        return stated is null ? [] : stated;
    }
}
