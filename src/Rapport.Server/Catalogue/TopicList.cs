using System.Runtime.CompilerServices;
using Rapport.Core.Catalogue;

namespace Rapport.Server.Catalogue;

/// <summary>The topics a customer can set a limit to: those of the shop's items, the commonest first. Sensitive ones need a yes of their own and are not among them.</summary>
internal static class TopicList
{
    private const int Most = 200;

    /// <summary>Counted once a catalogue, which never changes.</summary>
    private static readonly ConditionalWeakTable<ItemCatalogue, string[]> Counted = [];

    public static IReadOnlyList<string> Of(ItemCatalogue catalogue) => Counted.GetValue(catalogue, Count);

    /// <summary>A topic as it is said to people: a category as it is, a delicate class by what it is about.</summary>
    public static string Title(string topic, string language) => (topic, language) switch
    {
        ("D1", "de") => "Schwangerschaft und Babys",
        ("D2", "de") => "Tod und Trauer",
        ("D3", "de") => "Liebe, Hochzeit und Trennung",
        ("D4", "de") => "Gewicht und Körper",
        ("D5", "de") => "Alkohol, Tabak und Glücksspiel",
        ("D6", "de") => "Geschenke und Überraschungen",
        ("D1", _) => "Pregnancy and babies",
        ("D2", _) => "Death and mourning",
        ("D3", _) => "Love, weddings and parting",
        ("D4", _) => "Weight and body",
        ("D5", _) => "Alcohol, tobacco and gambling",
        ("D6", _) => "Gifts and surprises",
        _ => topic,
    };

    private static string[] Count(ItemCatalogue catalogue) =>
    [
        .. catalogue.Items.Where(item => !item.Class.IsSensitive && (item.Class.IsDelicate || item.Category.Length > 0))
            .CountBy(item => item.Topic.Name).OrderByDescending(topic => topic.Value).ThenBy(topic => topic.Key, StringComparer.Ordinal).Take(Most).Select(topic => topic.Key),
    ];
}
