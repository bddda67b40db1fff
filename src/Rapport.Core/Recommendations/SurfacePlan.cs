using Rapport.Core.Recommendations.Playlists;
using Rapport.Core.Recommendations.Sources;

namespace Rapport.Core.Recommendations;

/// <summary>What a surface shows: its sources in the order in which they fill the slots.</summary>
/// <param name="HasBreathingRoom">Whether some slots must not be from the profile (rule T20) and no topic fills the row; not where the person asked for their own things.</param>
/// <param name="ShowsOwned">Whether what the person has may be shown again.</param>
/// <param name="KeepsOrder">Whether the order is part of what was asked for: no pin comes in between, and no boost comes after.</param>
internal sealed record SurfacePlan(IReadOnlyList<CandidateSource> Sources, bool HasBreathingRoom = true, bool ShowsOwned = false, bool KeepsOrder = false)
{
    private static readonly PopularSource Popular = new();

    private static readonly SurfacePlan Home = new([new AlikeSource(ofPage: false), new PersonalSource(), new QuizSource(), ListSource.GoesWithTheVisit, Popular]);
    private static readonly SurfacePlan Product = new([ListSource.GoesWithThePage, new AlikeSource(ofPage: true), new PopularSource(inTopicOfPage: true), Popular]);
    private static readonly SurfacePlan Cart = new([ListSource.BoughtWithTheCart, ListSource.GoesWithTheCart, Popular]);
    private static readonly SurfacePlan BuyAgain = new([new RepeatSource()], HasBreathingRoom: false, ShowsOwned: true);
    private static readonly SurfacePlan BecauseViewed = new([new LastViewedSource(), ListSource.GoesWithTheLastOfTheVisit]);
    private static readonly SurfacePlan Upsell = new([new StepUpSource()]);
    private static readonly SurfacePlan CrossSell = new([ListSource.Complements]);
    private static readonly SurfacePlan AfterSale = new([ListSource.BoughtWithTheOrder, ListSource.GoesWithTheOrder, new LastOrderSource()]);
    private static readonly SurfacePlan Search = new([], KeepsOrder: true);
    private static readonly SurfacePlan SearchEmpty = new([new WordSource(), Popular]);
    private static readonly SurfacePlan Loyalty = new([new TierSource()]);
    private static readonly SurfacePlan Mail = new([new PersonalSource(), new ChosenSource(), Popular]);

    private static readonly SurfacePlan Playlist = new([new PlaylistSource()], HasBreathingRoom: false, ShowsOwned: true, KeepsOrder: true);
    private static readonly SurfacePlan Next = new([new SeriesSource(), new PersonalSource(), Popular], HasBreathingRoom: false);

    /// <summary>The plan of a surface whose slots are filled; a search keeps its own results and has no source.</summary>
    public static SurfacePlan For(Surface surface) => surface switch
    {
        Surface.Product => Product,
        Surface.Cart or Surface.Checkout => Cart,
        Surface.Playlist => Playlist,
        Surface.Next => Next,
        Surface.BuyAgain => BuyAgain,
        Surface.BecauseViewed => BecauseViewed,
        Surface.Upsell => Upsell,
        Surface.CrossSell => CrossSell,
        Surface.AfterSale => AfterSale,
        Surface.Search => Search,
        Surface.SearchEmpty => SearchEmpty,
        Surface.Loyalty => Loyalty,
        Surface.Mail => Mail,
        _ => Home,
    };
}
