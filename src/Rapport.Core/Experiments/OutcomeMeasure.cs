namespace Rapport.Core.Experiments;

/// <summary>What an experiment is measured by, each a ratio of sums over people from when they first met it.</summary>
public enum OutcomeMeasure : byte
{
    None = 0,

    /// <summary>People who bought, of all.</summary>
    Conversion = 1,

    /// <summary>What one order is worth.</summary>
    OrderValue = 2,

    /// <summary>What one visitor spends.</summary>
    RevenuePerVisitor = 3,

    /// <summary>Seconds from the start of a visit to the first look at what was then put into the cart, wished for or bought.</summary>
    TimeToFind = 4,

    /// <summary>Pages, lists and searches of a visit before the first thing went into the cart.</summary>
    StepsToCart = 5,

    /// <summary>Searches among them.</summary>
    SearchesToCart = 6,

    /// <summary>Seconds from the start of a visit to the first thing in the cart.</summary>
    SecondsToCart = 7,

    /// <summary>Clicks on an item after it was shown there, per answer shown.</summary>
    Clicks = 8,

    /// <summary>People who took back their yes to suggestions, of all.</summary>
    OptOuts = 9,
}
