namespace Rapport.Core.Recommendations;

/// <summary>Where something is shown. Values are logged: never renumber.</summary>
public enum Surface : byte
{
    None = 0,

    /// <summary>New for you.</summary>
    Home = 1,

    /// <summary>What goes with the item of the page.</summary>
    Product = 2,

    /// <summary>What is bought together with the cart.</summary>
    Cart = 3,

    Checkout = 4,

    /// <summary>What the person takes again and again, once it is time.</summary>
    BuyAgain = 5,

    /// <summary>What goes with the thing looked at last.</summary>
    BecauseViewed = 6,

    /// <summary>A better one of the same family.</summary>
    Upsell = 7,

    /// <summary>A complement, of another family.</summary>
    CrossSell = 8,

    /// <summary>What goes with what was just bought.</summary>
    AfterSale = 9,

    /// <summary>The page's own results, in the person's order; none is dropped.</summary>
    Search = 10,

    /// <summary>In place of a search without results.</summary>
    SearchEmpty = 11,

    /// <summary>What the person's loyalty tier opens.</summary>
    Loyalty = 12,

    /// <summary>A mail about to be sent: from what was said yes to for mail, in the words mail allows (rule T9).</summary>
    Mail = 13,

    /// <summary>An ordered list of tracks the person asked for.</summary>
    Playlist = 20,

    /// <summary>What to watch or read next: the series the person is in, then what goes with what they watched.</summary>
    Next = 21,
}
