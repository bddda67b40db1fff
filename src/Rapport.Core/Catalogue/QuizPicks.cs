using System.Runtime.CompilerServices;
using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>The items each answer of a quiz speaks for, found once for a catalogue.</summary>
/// <remarks><b>Order and determinism</b>: items an answer names first, then by item id. <b>Threads</b>: safe. <b>Cost</b>: one walk through the catalogue for each answer that somebody gave.</remarks>
public static class QuizPicks
{
    private static readonly ConditionalWeakTable<ItemCatalogue, ConditionalWeakTable<QuizAnswer, CatalogueItem[]>> Known = [];

    public static IReadOnlyList<CatalogueItem> Of(QuizAnswer answer, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(catalogue);
        return Known.GetOrCreateValue(catalogue).GetValue(answer, each => Find(each, catalogue));
    }

    private static CatalogueItem[] Find(QuizAnswer answer, ItemCatalogue catalogue)
    {
        var named = answer.Items.Where(id => id.Length is > 0 and <= ItemId.MaxLength && !string.IsNullOrWhiteSpace(id)).Select(id => catalogue.Find(new ItemId(id))).OfType<CatalogueItem>();
        var meant = catalogue.Items.Where(item => answer.Categories.Any(item.IsIn) || (item.Creator is { } creator && answer.Creators.Contains(creator, StringComparer.OrdinalIgnoreCase)));
        return [.. named.Concat(meant.OrderBy(item => item.Id)).DistinctBy(item => item.Id)];
    }
}
