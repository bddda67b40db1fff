using Rapport.Core.Consent;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Decisions;

/// <summary>A line of the decision log made with one customer's data, as the balance counts it.</summary>
/// <param name="Used">The purposes whose data went into the answer.</param>
/// <param name="Items">What was shown, with the evidence of its reason; without words and titles.</param>
public sealed record LoggedLine(DateTimeOffset At, Surface Surface, Tier Tier, Purposes Used, IReadOnlyList<Recommendation> Items);

/// <summary>How many lines of a day name nobody, because no customer's data went into them or because she was erased.</summary>
/// <param name="Date">UTC.</param>
public sealed record NamelessLines(DateOnly Date, Surface Surface, Tier Tier, long Lines);
