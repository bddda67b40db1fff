using System.Collections.Immutable;
using Rapport.Core.Experiments;

namespace Rapport.Core.Campaigns;

/// <summary>What followed mails of one relevance, in counts with 90 % intervals.</summary>
/// <param name="From">The least relevance of the group; null where nothing was known, or where it was below the floor.</param>
/// <param name="Mails">How many people that is the message of; groups of fewer than twenty are not told.</param>
/// <param name="Came">Who looked at something within three days.</param>
/// <param name="Bought">Who bought something within two weeks.</param>
/// <param name="Left">Who wanted no more mails within two weeks.</param>
public sealed record MailEffect(MailGroup Group, double? From, long Mails, MeasuredShare Came, MeasuredShare Bought, MeasuredShare Left)
{
    /// <summary>What a campaign did, or all of them, by the relevance of its mails: unknown, below the floor, then the fifths of relevance.</summary>
    public static ImmutableArray<MailEffect> Of(IEnumerable<MailOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return
        [
            .. outcomes.GroupBy(outcome => GroupOf(outcome.Mark))
                .Where(group => group.Count() >= CampaignTally.LeastShown)
                .OrderBy(group => group.Key)
                .Select(group => new MailEffect(
                    group.Key.Group, group.Key.Fifth is { } fifth ? fifth / 5.0 : null, group.Count(),
                    MeasuredShare.Of(group.Count(mail => mail.HasCome), group.Count()), MeasuredShare.Of(group.Count(mail => mail.HasBought), group.Count()), MeasuredShare.Of(group.Count(mail => mail.HasLeft), group.Count()))),
        ];
    }

    /// <summary>The two arms: mails that are something to their reader, and mails that are the same to everybody.</summary>
    public static (MailEffect? Relevant, MailEffect? Generic) Arms(IEnumerable<MailOutcome> outcomes)
    {
        var arms = outcomes.ToLookup(outcome => outcome.Mark is { IsBelowFloor: false, Band: >= 1 });
        return (Whole(arms[true], MailGroup.Relevant), Whole(arms[false], MailGroup.Generic));
    }

    private static MailEffect? Whole(IEnumerable<MailOutcome> outcomes, MailGroup group)
    {
        var all = outcomes.ToList();
        return all.Count < CampaignTally.LeastShown ? null : new MailEffect(
            group, null, all.Count,
            MeasuredShare.Of(all.Count(mail => mail.HasCome), all.Count), MeasuredShare.Of(all.Count(mail => mail.HasBought), all.Count), MeasuredShare.Of(all.Count(mail => mail.HasLeft), all.Count));
    }

    private static (MailGroup Group, int? Fifth) GroupOf(CampaignMark mark) => mark switch
    {
        { IsBelowFloor: true } => (MailGroup.BelowFloor, null),
        { Band: { } band } => (MailGroup.Relevant, band / 2),
        _ => (MailGroup.Unknown, null),
    };
}

/// <summary>A share of people with its 90 % interval.</summary>
public sealed record MeasuredShare(long People, double Share, Bounds Interval)
{
    public static MeasuredShare Of(long part, long whole) => new(part, (double)part / whole, Bounds.OfShare(part, whole));
}

/// <summary>Mails that are alike in what they are to their readers.</summary>
public enum MailGroup : byte
{
    None = 0,

    /// <summary>Of the reader nothing was known.</summary>
    Unknown = 1,

    /// <summary>Nothing to the reader, and sent all the same.</summary>
    BelowFloor = 2,

    Relevant = 3,

    /// <summary>All that is not relevant.</summary>
    Generic = 4,
}
