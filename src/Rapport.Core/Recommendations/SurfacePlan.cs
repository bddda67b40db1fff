using Rapport.Core.Recommendations.Playlists;
using Rapport.Core.Recommendations.Sources;

namespace Rapport.Core.Recommendations;

/// <summary>What a surface shows: its sources in the order in which they fill the slots.</summary>
/// <param name="HasBreathingRoom">Whether some slots must not be from the profile (rule T20) and no topic fills the row; not where the person asked for their own things.</param>
/// <param name="ShowsOwned">Whether what the person has may be shown again.</param>
internal sealed record SurfacePlan(IReadOnlyList<CandidateSource> Sources, bool HasBreathingRoom = true, bool ShowsOwned = false)
{
    private static readonly PopularSource Popular = new();

    private static readonly SurfacePlan Home = new([new PersonalSource(), new QuizSource(), ListSource.GoesWithTheVisit, Popular]);
    private static readonly SurfacePlan Product = new([ListSource.GoesWithThePage, new PopularSource(inTopicOfPage: true), Popular]);
    private static readonly SurfacePlan Cart = new([ListSource.BoughtWithTheCart, ListSource.GoesWithTheCart, Popular]);

    private static readonly SurfacePlan Playlist = new([new PlaylistSource()], HasBreathingRoom: false, ShowsOwned: true);
    private static readonly SurfacePlan Next = new([new SeriesSource(), new PersonalSource(), Popular], HasBreathingRoom: false);

    public static SurfacePlan For(Surface surface) => surface switch
    {
        Surface.Product => Product,
        Surface.Cart or Surface.Checkout => Cart,
        Surface.Playlist => Playlist,
        Surface.Next => Next,
        _ => Home,
    };
}
