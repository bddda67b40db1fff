using System.Runtime.InteropServices;

namespace Rapport.Core.Recommendations.Playlists;

/// <summary>Puts tracks in an order that keeps to a wish. Pure.</summary>
/// <remarks>
/// <para><b>Invariant</b>: shares hold for every beginning of the list, so they hold for the whole of it, however short the shop makes it;
/// no creator stands twice in a row or more often than the wish allows; the time is never exceeded.</para>
/// <para><b>Order and determinism</b>: the earliest key first, ties to the smaller item id; the person's own tracks wherever the share of discovery leaves room.</para>
/// <para><b>Cost</b>: O(tracks) for each place, and for each place once more to fill the time.</para>
/// </remarks>
internal sealed class PlaylistComposer(PlaylistWish wish, int count)
{
    /// <summary>Shares are decimal fractions: 0.7 of 10 is 7.</summary>
    private const double Rounding = 1e-9;

    private readonly List<Track> _list = [];
    private readonly HashSet<Track> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _perCreator = new(StringComparer.Ordinal);
    private int _familiar;
    private int _old;
    private int _seconds;

    private bool IsTimed => wish.Minutes > 0;

    private int SecondsLeft => (wish.Minutes * 60) - _seconds;

    public IReadOnlyList<Track> Compose(IEnumerable<Track> tracks)
    {
        Track[] pool = [.. tracks.Where(track => !IsTimed || track.Seconds > 0).OrderByDescending(track => track.Key).ThenBy(track => track.Candidate.Item.Id)];
        while (_list.Count < count && Next(pool) is { } track)
            Add(track);
        if (IsTimed)
            FillTime(pool);
        return _list;
    }

    private Track? Next(Track[] pool)
    {
        var mayBeFamiliar = Fits(_familiar, wish.DiscoveryShare);
        var mayBeOld = Fits(_old, wish.FreshShare);
        Track? best = null;
        foreach (var track in pool)
        {
            if ((!track.IsNew && !mayBeFamiliar) || (!track.IsFresh && !mayBeOld) || _taken.Contains(track) || !Follows(track) || track.Seconds > SecondsLeft && IsTimed)
                continue;
            if (!track.IsNew || !mayBeFamiliar)
                return track;
            best ??= track;
        }

        return best;
    }

    /// <summary>Whether one more of the other kind still leaves a kind its share.</summary>
    private bool Fits(int ofOtherKind, double share) => ofOtherKind + 1 <= ((1 - share) * (_list.Count + 1)) + Rounding;

    private bool Follows(Track track) =>
        (track.Group is not { } group || !_groups.Contains(group))
        && (track.Creator is not { } creator || ((_list.Count == 0 || _list[^1].Creator != creator) && _perCreator.GetValueOrDefault(creator) < wish.MostPerCreator));

    private void Add(Track track)
    {
        _list.Add(track);
        Count(track, +1);
    }

    private void Count(Track track, int change)
    {
        if (change > 0)
            _taken.Add(track);
        else
            _taken.Remove(track);
        _familiar += track.IsNew ? 0 : change;
        _old += track.IsFresh ? 0 : change;
        _seconds += change * track.Seconds;
        if (track.Creator is { } creator)
            CollectionsMarshal.GetValueRefOrAddDefault(_perCreator, creator, out _) += change;
        if (track.Group is not { } group)
            return;
        if (change > 0)
            _groups.Add(group);
        else
            _groups.Remove(group);
    }

    /// <summary>Exchanges tracks for longer ones of their kind until the time is full or no exchange brings more.</summary>
    private void FillTime(Track[] pool)
    {
        while (SecondsLeft > 0)
        {
            var (place, longer) = (-1, (Track?)null);
            for (var at = 0; at < _list.Count; at++)
            {
                foreach (var track in pool)
                {
                    var gain = track.Seconds - _list[at].Seconds;
                    if (gain > 0 && gain <= SecondsLeft && gain > (longer is null ? 0 : longer.Seconds - _list[place].Seconds) && Replaces(at, track))
                        (place, longer) = (at, track);
                }
            }

            if (longer is null)
                return;
            Count(_list[place], -1);
            _list[place] = longer;
            Count(longer, +1);
        }
    }

    private bool Replaces(int place, Track track)
    {
        var now = _list[place];
        if (_taken.Contains(track) || !track.IsOfKindOf(now) || (track.Group is { } group && group != now.Group && _groups.Contains(group)))
            return false;
        return track.Creator is not { } creator
            || ((place == 0 || _list[place - 1].Creator != creator)
                && (place == _list.Count - 1 || _list[place + 1].Creator != creator)
                && (creator == now.Creator || _perCreator.GetValueOrDefault(creator) < wish.MostPerCreator));
    }
}
