using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>A thing the shop sells or shows, as the shop describes it. Nothing in it is about a person.</summary>
/// <param name="Category">The path, parts separated by <c>" > "</c>, e.g. <c>Kitchen > Aprons > Linen</c>; empty when unknown.</param>
/// <param name="PriceMinor">Hundredths of the currency, not negative.</param>
/// <param name="Currency">ISO 4217, e.g. <c>EUR</c>.</param>
/// <param name="Class">Sensitive, delicate or ordinary; set by <see cref="TopicClassifier"/> when the catalogue is built.</param>
/// <param name="IsConsumable">Bought again and again (soap, coffee): owning one is no reason not to show it.</param>
/// <param name="GroupId">What variants of one thing share (size, colour): of a group one is shown.</param>
/// <param name="Creator">Artist, author or director.</param>
/// <param name="Series">What it is a part of: a show, a book series, an album.</param>
/// <param name="SeriesPosition">Its place in the series, from 1; 0 when it has none.</param>
/// <param name="DurationSeconds">How long it plays; 0 when it does not.</param>
/// <param name="PublishedOn">When it came out, for freshness.</param>
/// <param name="LoyaltyTier">The loyalty tier it is for; null when it is for everybody.</param>
/// <param name="Color">Of this variant, in the shop's words.</param>
/// <param name="Size">Of this variant, as its <paramref name="SizeSystem"/> writes it.</param>
/// <param name="SizeSystem">Whose sizes these are, e.g. <c>EU</c>; null when the shop says nothing.</param>
public sealed record CatalogueItem(
    ItemId Id,
    string Title,
    string Category,
    long PriceMinor,
    string Currency,
    bool InStock = true,
    string? Url = null,
    string? ImageUrl = null,
    string? Brand = null,
    string? AgeGroup = null,
    string? Gender = null,
    bool IsConsumable = false,
    TopicClass Class = default,
    string? Description = null,
    string? GroupId = null,
    string? Creator = null,
    string? Series = null,
    int SeriesPosition = 0,
    int DurationSeconds = 0,
    DateOnly? PublishedOn = null,
    string? LoyaltyTier = null,
    string? Color = null,
    string? Size = null,
    string? SizeSystem = null)
{
    private FoundTopic _found;

    public Topic Topic => _found.In(Category, Class);

    /// <summary>True when the item lies in a category or below it.</summary>
    public bool IsIn(string category) =>
        Category.StartsWith(category, StringComparison.OrdinalIgnoreCase)
        && (Category.Length == category.Length || Category.AsSpan(category.Length).StartsWith(" > ", StringComparison.Ordinal));

    /// <summary>True for another of the same kind: a variant of one thing, or of the same deepest category.</summary>
    public bool IsOfFamily(CatalogueItem other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (GroupId is not null && GroupId == other.GroupId) || (Category.Length > 0 && Category == other.Category);
    }
}

/// <summary>The topic of an item, found once. It follows from the other members, so it adds nothing to their equality.</summary>
/// <remarks><b>Threads</b>: safe; two that find it at once find the same.</remarks>
internal struct FoundTopic : IEquatable<FoundTopic>
{
    private Found? _found;

    public Topic In(string category, TopicClass topicClass)
    {
        // A copy with another category or class brings the old answer along.
        if (_found is { } found && ReferenceEquals(found.Category, category) && found.Class == topicClass)
            return found.Topic;
        _found = found = new Found(category, topicClass, topicClass.Code is { } code ? new Topic(code) : Topic.OfPath(category));
        return found.Topic;
    }

    public readonly bool Equals(FoundTopic other) => true;

    public override readonly bool Equals(object? obj) => obj is FoundTopic;

    public override readonly int GetHashCode() => 0;

    private sealed record Found(string Category, TopicClass Class, Topic Topic);
}
