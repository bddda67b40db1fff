namespace Rapport.Core.Catalogue;

/// <summary>What a shop asks people whom it does not know yet. Nothing in it is about a person.</summary>
/// <remarks><b>Invariant</b>: ids of questions are distinct, and so are those of a question's answers; see <see cref="QuizCheck"/>.</remarks>
public sealed record Quiz(IReadOnlyList<QuizQuestion> Questions)
{
    /// <summary>No quiz: nothing is asked.</summary>
    public static Quiz None { get; } = new([]);

    public QuizAnswer? Find(string question, string answer) =>
        Questions.FirstOrDefault(each => each.Id == question)?.Answers.FirstOrDefault(each => each.Id == answer);
}

/// <summary>One question.</summary>
/// <param name="Text">By language, <c>en</c> and <c>de</c>.</param>
public sealed record QuizQuestion(string Id, IReadOnlyDictionary<string, string> Text, IReadOnlyList<QuizAnswer> Answers);

/// <summary>One answer, and what it speaks for.</summary>
/// <param name="Text">By language, <c>en</c> and <c>de</c>.</param>
/// <param name="Categories">Category paths; the items in them and below.</param>
/// <param name="Creators">Artists, authors, directors.</param>
/// <param name="Items">Single items, the best first.</param>
public sealed record QuizAnswer(string Id, IReadOnlyDictionary<string, string> Text, IReadOnlyList<string> Categories, IReadOnlyList<string> Creators, IReadOnlyList<string> Items);
