namespace Rapport.Core.Recommendations.Explaining;

/// <summary>One station's verdict in words.</summary>
/// <param name="Details">What the verdict is made of, a line each.</param>
public sealed record ExplanationStep(Station Station, StepState State, string Text, IReadOnlyList<string> Details);

/// <summary>The stations an item passes on its way into an answer, in their order.</summary>
public enum Station : byte
{
    Catalogue = 0,
    Consent = 1,
    History = 2,
    Model = 3,
    Tact = 4,
    Recommendation = 5,
}

/// <summary>How a station let the item through.</summary>
public enum StepState : byte
{
    /// <summary>It speaks for the item, or lets it pass.</summary>
    Passed = 0,

    /// <summary>It had nothing to say.</summary>
    Quiet = 1,

    /// <summary>Here the item's way ended.</summary>
    Stopped = 2,
}
