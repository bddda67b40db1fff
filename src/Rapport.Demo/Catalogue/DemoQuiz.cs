using Rapport.Core.Catalogue;

namespace Rapport.Demo.Catalogue;

/// <summary>What the demo shop asks people whom it does not know yet: which of its shelves they like.</summary>
internal static class DemoQuiz
{
    private const int Shelves = 6;

    public static Quiz Of(DemoCatalogue catalogue)
    {
        var shelves = catalogue.Categories.Where(shelf => shelf.Class == TopicClass.Ordinary).Take(Shelves);
        return new Quiz([new QuizQuestion("shelf", Words("Which shelf would you go to first?", "Zu welchem Regal würden Sie zuerst gehen?"), [.. shelves.Select(Answer)])]);
    }

    private static QuizAnswer Answer(DemoCategory shelf) => new(shelf.Slug, Words(shelf.Name.En, shelf.Name.De), [shelf.Path], [], []);

    private static Dictionary<string, string> Words(string english, string german) => new() { ["en"] = english, ["de"] = german };
}
