using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>An invented person to explain answers with: in no store, in no model, in no measure (ground rule 24).</summary>
/// <param name="Past">What the persona did, oldest or newest first.</param>
/// <param name="Granted">What the persona said yes to.</param>
public sealed record Persona(IReadOnlyList<PersonaDeed> Past, Purposes Granted = Purposes.Recommendations)
{
    /// <summary>How long ago a deed may be: older lines are kept by nobody.</summary>
    public const int MostDays = 3650;

    /// <summary>The file such a person would have.</summary>
    public CustomerFile File(DateTimeOffset now)
    {
        var since = Past.Count == 0 ? 0 : Past.Max(deed => deed.DaysAgo);
        var choices = PurposeCatalogue.All
            .Where(purpose => Granted.HasFlag(purpose.Purpose))
            .Select(purpose => new ConsentEntry(purpose.Purpose, ConsentChoice.Granted, now.AddDays(-Math.Min(since, purpose.ExpiresAfterDays - 1)), purpose.TextVersion, "en", "explain", ConsentSource.Sample));
        var lines = Past.Select((deed, place) => new HistoryLine(
            (ulong)place + 1,
            deed.Kind,
            deed.Item,
            now.AddDays(-deed.DaysAgo),
            Granted,
            deed.Kind is EventKind.AddedToWishlist or EventKind.Hidden ? Provenance.Stated : Provenance.ObservedHere,
            IsGift: deed.IsGift));
        return new CustomerFile(CustomerId.Anonymous("persona"), new ConsentLedger(choices), Granted == Purposes.None ? [] : lines.OrderBy(line => line.At), [], erasedAt: null);
    }
}

/// <summary>One thing a persona did with an item.</summary>
/// <param name="DaysAgo">0 is this visit.</param>
public sealed record PersonaDeed(ItemId Item, EventKind Kind, double DaysAgo, bool IsGift = false);
