using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>What strangers may see: lists made in batch, with at least k customers behind every entry and without scores (ground rule 7).</summary>
/// <remarks><b>Order and determinism</b>: best first, ties by item id. <b>Threads</b>: immutable.</remarks>
public sealed class ContextLists
{
    private readonly FrozenDictionary<ItemId, ItemId[]> _related;
    private readonly FrozenDictionary<ItemId, ItemId[]> _together;
    private readonly ItemId[] _popular;

    public ContextLists(DateTimeOffset asOf, IReadOnlyDictionary<ItemId, ItemId[]> related, IReadOnlyDictionary<ItemId, ItemId[]> together, IEnumerable<ItemId> popular)
    {
        AsOf = asOf;
        _related = related.ToFrozenDictionary();
        _together = together.ToFrozenDictionary();
        _popular = [.. popular];
    }

    public static ContextLists Empty { get; } = new(DateTimeOffset.UnixEpoch, FrozenDictionary<ItemId, ItemId[]>.Empty, FrozenDictionary<ItemId, ItemId[]>.Empty, []);

    public DateTimeOffset AsOf { get; }

    /// <summary>Items taken by the same customers.</summary>
    public ReadOnlySpan<ItemId> Related(ItemId item) => _related.GetValueOrDefault(item);

    /// <summary>Items bought in one order with it.</summary>
    public ReadOnlySpan<ItemId> Together(ItemId item) => _together.GetValueOrDefault(item);

    /// <summary>Items by how many customers took them.</summary>
    public ReadOnlySpan<ItemId> Popular => _popular;

    internal IReadOnlyDictionary<ItemId, ItemId[]> AllRelated => _related;

    internal IReadOnlyDictionary<ItemId, ItemId[]> AllTogether => _together;
}
