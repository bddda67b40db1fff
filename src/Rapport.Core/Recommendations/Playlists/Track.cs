using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Playlists;

/// <summary>A candidate for a playlist that tact let pass, with what the composer needs to know of it.</summary>
/// <param name="Key">How early it is drawn: its taste over a number drawn by the seed.</param>
/// <param name="IsNew">Never played or bought by the person.</param>
/// <param name="IsFresh">Published lately.</param>
internal sealed record Track(Candidate Candidate, double Key, bool IsNew, bool IsFresh)
{
    public string? Creator => Candidate.Item.Creator;

    public string? Group => Candidate.Item.GroupId;

    public int Seconds => Candidate.Item.DurationSeconds;

    /// <summary>Tracks of equal kind can stand for each other without moving a share.</summary>
    public bool IsOfKindOf(Track other) => IsNew == other.IsNew && IsFresh == other.IsFresh;
}
