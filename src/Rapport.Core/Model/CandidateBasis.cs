namespace Rapport.Core.Model;

/// <summary>On what a candidate rests.</summary>
public enum CandidateBasis : byte
{
    None = 0,

    /// <summary>The person's own permitted history, by the model.</summary>
    Personal = 1,

    /// <summary>Goes with an item of the page or of the visit.</summary>
    Related = 2,

    /// <summary>Bought in one order with an item of the cart.</summary>
    Together = 3,

    /// <summary>Popular in the category of the page.</summary>
    Category = 4,

    /// <summary>Popular in the shop.</summary>
    Popular = 5,

    /// <summary>The person's own purchases of this very item.</summary>
    Repeat = 6,

    /// <summary>Goes with what the person bought last.</summary>
    AfterOrder = 7,

    /// <summary>A better one of the family of an item of the page or cart.</summary>
    StepUp = 8,

    /// <summary>Its words are those of the search.</summary>
    Words = 9,

    /// <summary>The person's loyalty tier opens it.</summary>
    Loyalty = 10,

    /// <summary>The shop put it there.</summary>
    Pinned = 11,

    /// <summary>The page's own search found it.</summary>
    Found = 12,

    /// <summary>The next part of a series the person is in.</summary>
    Series = 20,

    /// <summary>Something the person has and plays again.</summary>
    Familiar = 21,

    /// <summary>Too new for the model; its words are like those of an item of the page or of the person's own.</summary>
    Alike = 22,

    /// <summary>What the person answered in the shop's quiz.</summary>
    Quiz = 23,
}
