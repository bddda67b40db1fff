using System.Text.RegularExpressions;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Model.Publishing;

/// <summary>Looks at a trained model before it is published. What fails here is not served.</summary>
/// <remarks><b>Invariant</b>: pure; it looks at the model as it would be published and at the one that answers now. <b>Cost</b>: one walk over names, rows and lists.</remarks>
public static partial class PublicationGate
{
    /// <summary>Every feature is an item of the catalogue.</summary>
    public const string OnlyItems = "only-items";

    /// <summary>No feature is an address, a number or the id of a person.</summary>
    public const string NoRawIds = "no-raw-ids";

    /// <summary>What strangers see has enough customers behind it, and no tuning lowered how many that is.</summary>
    public const string Support = "support";

    /// <summary>What was erased before was erased before the reading began.</summary>
    public const string ErasedAreOut = "erased-are-out";

    /// <summary>Every weight is a number.</summary>
    public const string Whole = "whole";

    /// <summary>It did not forget most of what it knew while its customers stayed.</summary>
    public const string Quality = "quality";

    /// <summary>The bytes written are those of this model, in this program's arithmetic.</summary>
    public const string Checksum = "checksum";

    /// <summary>Below so many items a shop is too small to say that it collapsed.</summary>
    private const int FewItems = 50;

    public static IReadOnlyList<string> All { get; } = [OnlyItems, NoRawIds, Support, ErasedAreOut, Whole, Quality, Checksum];

    /// <summary>All but the checksum, which is only known once it is written.</summary>
    /// <param name="serving">What answers now.</param>
    /// <param name="least">The fewest customers the host lets strangers' lists rest on.</param>
    /// <param name="areListsNew">False where the lists are those of before.</param>
    /// <param name="namesOfPeople">Items that bear the id of a customer.</param>
    /// <param name="readFrom">When reading began.</param>
    /// <param name="erasedBy">The latest erasure this model must be clean of; null for none.</param>
    public static IReadOnlyList<Safeguard> Judge(ItemItemModel model, ContextLists lists, ItemItemModel serving, ItemCatalogue catalogue, int least, bool areListsNew, IEnumerable<ItemId> namesOfPeople, DateTimeOffset readFrom, DateTimeOffset? erasedBy)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(serving);
        ArgumentNullException.ThrowIfNull(catalogue);
        var features = Enumerable.Range(0, model.ItemCount).Select(model.ItemAt).ToArray();
        return
        [
            new(OnlyItems, features.Count(item => catalogue.Find(item) is null)),
            new(NoRawIds, namesOfPeople.Distinct().Count(item => model.IndexOf(item) >= 0) + features.Count(item => LooksPersonal(item.Value)) + lists.Gaps.All.Count(gap => LooksPersonal(gap.Key))),
            new(Support, (model.Settings.Support < least ? 1 : 0) + (areListsNew ? Unsupported(model, lists) : 0)),
            new(ErasedAreOut, erasedBy > readFrom ? 1 : 0),
            new(Whole, Array.FindAll(model.Rows.Weights, weight => !float.IsFinite(weight)).Length),
            new(Quality, HasCollapsed(model, serving) ? 1 : 0),
        ];
    }

    /// <summary>True for what names a person wherever it stands: an e-mail address, a telephone number, an internet address.</summary>
    public static bool LooksPersonal(string name) => Personal().IsMatch(name);

    /// <summary>True where an id says that it is somebody's and not a mere number, which items and customers of a shop may share by chance.</summary>
    internal static bool IsNameOf(CustomerId customer, ItemCatalogue catalogue) =>
        customer.Value.Length <= ItemId.MaxLength && customer.Value.Any(char.IsLetter) && catalogue.Find(new ItemId(customer.Value)) is not null;

    private static int Unsupported(ItemItemModel model, ContextLists lists)
    {
        bool IsShort(int place) => model.IndexOf(lists.Items[place]) is var index && (index < 0 || model.SupportOf(index) < model.Settings.Support);
        return lists.PopularPlaces.Concat(lists.RelatedRows.Places).Concat(lists.TogetherRows.Places).Distinct().Count(IsShort);
    }

    private static bool HasCollapsed(ItemItemModel model, ItemItemModel serving) =>
        serving.ItemCount >= FewItems && model.Customers >= 0.9 * serving.Customers
        && (model.ItemCount < serving.ItemCount / 2 || model.Rows.Targets.Length < serving.Rows.Targets.Length / 4);

    [GeneratedRegex(@"^\S+@\S+\.\S+$|^(?:tel:)?\+\d[\d ()/-]{6,}$|^\d{1,3}(?:\.\d{1,3}){3}$")]
    private static partial Regex Personal();
}
