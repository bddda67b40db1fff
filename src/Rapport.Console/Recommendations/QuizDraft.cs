using Rapport.Core.Catalogue;

namespace Rapport.Console.Recommendations;

/// <summary>A question as an operator writes it.</summary>
internal sealed class QuestionDraft
{
    public required string Id { get; init; }

    public string English { get; set; } = "";

    public string German { get; set; } = "";

    public List<AnswerDraft> Answers { get; } = [];

    public static QuestionDraft Of(QuizQuestion question)
    {
        var draft = new QuestionDraft { Id = question.Id, English = question.Text["en"], German = question.Text["de"] };
        draft.Answers.AddRange(question.Answers.Select(AnswerDraft.Of));
        return draft;
    }

    public QuizQuestion Built() => new(Id, AnswerDraft.TextOf(English, German), [.. Answers.Select(answer => answer.Built())]);
}

/// <summary>An answer as an operator writes it.</summary>
internal sealed class AnswerDraft
{
    private const char Between = ';';

    private (string, string, string, string, string) _from;
    private QuizAnswer? _built;

    public required string Id { get; init; }

    public string English { get; set; } = "";

    public string German { get; set; } = "";

    /// <summary>Paths with a semicolon between them.</summary>
    public string Categories { get; set; } = "";

    /// <summary>Names with a semicolon between them.</summary>
    public string Creators { get; set; } = "";

    public List<string> Items { get; } = [];

    public static AnswerDraft Of(QuizAnswer answer)
    {
        var draft = new AnswerDraft
        {
            Id = answer.Id,
            English = answer.Text["en"],
            German = answer.Text["de"],
            Categories = string.Join("; ", answer.Categories),
            Creators = string.Join("; ", answer.Creators),
        };
        draft.Items.AddRange(answer.Items);
        return draft;
    }

    public static IReadOnlyDictionary<string, string> TextOf(string english, string german) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = english.Trim(), ["de"] = german.Trim() };

    /// <summary>The same answer as long as nothing changed: what it speaks for is found once.</summary>
    public QuizAnswer Built()
    {
        var from = (English, German, Categories, Creators, string.Join('\n', Items));
        if (_built is null || _from != from)
            (_from, _built) = (from, new QuizAnswer(Id, TextOf(English, German), Parts(Categories), Parts(Creators), [.. Items]));
        return _built;
    }

    private static string[] Parts(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
