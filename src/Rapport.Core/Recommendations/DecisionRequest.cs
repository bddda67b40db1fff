using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Playlists;

namespace Rapport.Core.Recommendations;

/// <summary>The question every surface asks: what may I show this person here, now, and why?</summary>
/// <param name="Customer">Null unless the caller proved that it may ask about this person.</param>
/// <param name="Item">The item of the page, if it is about one.</param>
/// <param name="Cart">Items in the cart.</param>
/// <param name="Category">The category of the page, a path.</param>
/// <param name="Visit">Items looked at in this visit, told by the page itself and never stored; for people without an identity.</param>
/// <param name="Exclude">Items that must not be in the answer.</param>
/// <param name="Count">1 to 100.</param>
/// <param name="Language">For the reasons: <c>en</c> or <c>de</c>.</param>
/// <param name="Playlist">What a playlist must keep to; the usual one when null.</param>
/// <param name="Query">What was searched for.</param>
/// <param name="Results">What the page's own search found, best first.</param>
/// <param name="Filters">What every item of the answer must be; null for anything.</param>
/// <param name="Channel">By which way the answer reaches the person; mail for the surface of that name.</param>
/// <param name="Device">What the page calls the device it is on; null where nobody said.</param>
/// <param name="Signals">What the browser says about privacy.</param>
/// <param name="IsHeldOut">Answered without what is known of the person, as an experiment asks; what she said no to, and what she has, is kept out all the same.</param>
public sealed record DecisionRequest(
    TenantId Tenant,
    Surface Surface,
    CustomerId? Customer,
    ItemId? Item,
    IReadOnlyList<ItemId> Cart,
    string? Category,
    IReadOnlyList<ItemId> Visit,
    IReadOnlyList<ItemId> Exclude,
    int Count,
    string Language,
    PlaylistWish? Playlist = null,
    string? Query = null,
    IReadOnlyList<ItemId>? Results = null,
    ItemFilters? Filters = null,
    Channel Channel = Channel.Site,
    string? Device = null,
    PrivacySignals Signals = PrivacySignals.None,
    bool IsHeldOut = false);
