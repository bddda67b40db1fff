namespace Rapport.Core.Recommendations;

/// <summary>Where something is shown. Values are logged: never renumber.</summary>
public enum Surface : byte
{
    None = 0,
    Home = 1,
    Product = 2,
    Cart = 3,
    Checkout = 4,

    /// <summary>An ordered list of tracks the person asked for.</summary>
    Playlist = 20,

    /// <summary>What to watch or read next: the series the person is in, then what goes with what they watched.</summary>
    Next = 21,
}
