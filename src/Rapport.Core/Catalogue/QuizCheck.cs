using System.Runtime.CompilerServices;

namespace Rapport.Core.Catalogue;

/// <summary>Says what is wrong with a quiz, or nothing.</summary>
/// <remarks>A quiz has one yes for all its questions, so it cannot ask for the explicit consent that a sensitive topic needs (ground rule 6): such a question is refused.</remarks>
public static class QuizCheck
{
    public const int MostQuestions = 20;
    public const int MostAnswers = 20;
    private const int MostTargets = 200;
    private const int LongestId = 40;
    private const int LongestText = 200;

    private static readonly ConditionalWeakTable<ItemCatalogue, ConditionalWeakTable<Quiz, Quiz>> Opened = [];

    /// <returns>The member that does not hold, as a JSON path; null when all do.</returns>
    public static string? Mistake(Quiz quiz)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        if (quiz.Questions.Count > MostQuestions || quiz.Questions.DistinctBy(question => question.Id).Count() != quiz.Questions.Count)
            return "$.questions";
        for (var q = 0; q < quiz.Questions.Count; q++)
        {
            var question = quiz.Questions[q];
            if (!IsId(question.Id))
                return $"$.questions[{q}].id";
            if (!IsText(question.Text))
                return $"$.questions[{q}].text";
            if (question.Answers.Count is < 2 or > MostAnswers || question.Answers.DistinctBy(answer => answer.Id).Count() != question.Answers.Count)
                return $"$.questions[{q}].answers";
            for (var a = 0; a < question.Answers.Count; a++)
            {
                if (Mistake(question.Answers[a]) is { } member)
                    return $"$.questions[{q}].answers[{a}].{member}";
            }
        }

        return null;
    }

    /// <returns>The first question that touches a sensitive topic, by its words or by what its answers point at; null when none does.</returns>
    public static QuizQuestion? Sensitive(Quiz quiz, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        ArgumentNullException.ThrowIfNull(catalogue);
        return quiz.Questions.FirstOrDefault(question => IsSensitive(question, catalogue));
    }

    /// <summary>What of a quiz may be asked, answered and used now: an item that became sensitive later closes the question that points at it.</summary>
    public static Quiz Open(Quiz quiz, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        ArgumentNullException.ThrowIfNull(catalogue);
        return Opened.GetOrCreateValue(catalogue).GetValue(quiz, whole =>
            Sensitive(whole, catalogue) is null ? whole : new Quiz([.. whole.Questions.Where(question => !IsSensitive(question, catalogue))]));
    }

    private static bool IsSensitive(QuizQuestion question, ItemCatalogue catalogue) =>
        question.Text.Values.Concat(question.Answers.SelectMany(answer => answer.Text.Values.Concat(answer.Categories).Concat(answer.Creators))).Any(text => catalogue.Classifier.ClassOfText(text).IsSensitive)
        || question.Answers.Any(answer => QuizPicks.Of(answer, catalogue).Any(item => item.Class.IsSensitive));

    private static string? Mistake(QuizAnswer answer) => answer switch
    {
        _ when !IsId(answer.Id) => "id",
        _ when !IsText(answer.Text) => "text",
        { Categories.Count: > MostTargets } => "categories",
        { Creators.Count: > MostTargets } => "creators",
        { Items.Count: > MostTargets } => "items",
        _ => null,
    };

    /// <summary>Letters, digits and hyphens: an id is part of what is kept.</summary>
    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool IsText(IReadOnlyDictionary<string, string> text) =>
        text.Count == 2 && text.ContainsKey("en") && text.ContainsKey("de") && text.Values.All(each => each.Length is > 0 and <= LongestText && !string.IsNullOrWhiteSpace(each));
}
