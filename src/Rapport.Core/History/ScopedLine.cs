using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Which stored lines a no to a part of a purpose is about.</summary>
internal static class ScopedLine
{
    /// <summary>Whether a line is of a part; the whole purpose covers every line, and where nobody can say, it does.</summary>
    public static bool IsOf(HistoryLine line, string? scope, ItemCatalogue? catalogue) => scope switch
    {
        null or ConsentScope.Child => true,
        ConsentScope.Devices or ConsentScope.AppTracking or ConsentScope.Past => false,
        _ when scope == ConsentScope.OfKind(line.Kind) => true,
        _ when ConsentScope.IsLimit(scope) && !scope.StartsWith(ConsentScope.TopicPrefix, StringComparison.Ordinal) => false,
        _ when catalogue is null => true,
        _ => IsAbout(line.Item, line.Text, scope, catalogue),
    };

    private static bool IsAbout(ItemId? item, string? text, string scope, ItemCatalogue catalogue)
    {
        if (item is { } id)
            return catalogue.Find(id) is not { } known || known.Class.Code == scope || ConsentScope.OfTopic(known.Topic.Name) == scope;
        return text is not null && ConsentScope.OfTopic(Topic.OfPath(text).Name) == scope;
    }
}
