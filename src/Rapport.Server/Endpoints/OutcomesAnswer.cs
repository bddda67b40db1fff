using System.Globalization;
using Rapport.Core.Experiments;

namespace Rapport.Server.Endpoints;

/// <summary>What came of the shop's decisions, outside any experiment.</summary>
/// <param name="Associations">How the share that agrees goes together, month by month, with how many of that month's new buyers came back.</param>
internal sealed record OutcomesAnswer(IReadOnlyList<RepeatAnswer> Repeat, WelcomeAnswer Welcome, IReadOnlyList<PulseAnswer> Pulse, IReadOnlyList<AssociationAnswer> Associations)
{
    public static OutcomesAnswer Of(IReadOnlyList<Buyer> buyers, Welcome welcome, IReadOnlyList<(string Month, IReadOnlyList<PulseTally> Tallies)> months, TimeSpan within, DateTimeOffset now)
    {
        var tallies = months.SelectMany(month => month.Tallies).GroupBy(tally => tally.Question).Select(each => new PulseTally(each.Key, each.Sum(tally => tally.Answers), each.Sum(tally => tally.Agreed))).ToList();
        return new OutcomesAnswer(
            [.. RepeatConversion.Of(buyers, within, now).Select(each => new RepeatAnswer(each.Mode, each.Buyers, each.Share, each.Bounds?.Low, each.Bounds?.High))],
            new WelcomeAnswer(welcome.People, welcome.IsTold ? welcome.Shown : null, welcome.IsTold ? welcome.Hidden : null, welcome.IsTold ? welcome.Asked : null, welcome.Rate, welcome.Bounds?.Low, welcome.Bounds?.High),
            [.. tallies.Select(tally => new PulseAnswer(Wire.Name(tally.Question), tally.Answers, tally.Share, tally.Bounds?.Low, tally.Bounds?.High))],
            [.. tallies.Select(tally => AssociationAnswer.Of(tally.Question, Association.Of(PairsOf(tally.Question, buyers, months, within, now))))]);
    }

    private static List<(double, double)> PairsOf(PulseQuestion question, IReadOnlyList<Buyer> buyers, IReadOnlyList<(string Month, IReadOnlyList<PulseTally> Tallies)> months, TimeSpan within, DateTimeOffset now)
    {
        var pairs = new List<(double, double)>();
        foreach (var (month, tallies) in months)
        {
            var began = buyers.Where(buyer => buyer.Orders[0].UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture) == month).Select(buyer => buyer with { Mode = "" });
            if (tallies.First(tally => tally.Question == question).Share is { } agreed && RepeatConversion.Of(began, within, now) is [{ Share: { } share }])
                pairs.Add((agreed, share));
        }

        return pairs;
    }
}

/// <summary>How many who bought once bought again in time.</summary>
/// <param name="Mode">personal where suggestions were allowed at the first order, else contextual. The two differ in more than that: whoever says yes may be another kind of customer.</param>
/// <param name="Buyers">First orders whose time is over.</param>
/// <param name="Share">Null below 20 buyers.</param>
internal sealed record RepeatAnswer(string Mode, int Buyers, double? Share, double? Low, double? High);

/// <summary>What became of suggestions that were shown. Counts of fewer than 20 people are not told.</summary>
/// <param name="Asked">"How do you know this?"</param>
/// <param name="Rate">Neither hidden nor asked about, of those shown.</param>
internal sealed record WelcomeAnswer(int People, long? Shown, long? Hidden, long? Asked, double? Rate, double? Low, double? High);

/// <summary>One question of the pulse: how many agree, with the 90 % interval; null below 20 answers.</summary>
/// <param name="Question">understood or respected.</param>
internal sealed record PulseAnswer(string Question, long Answers, double? Share, double? Low, double? High);

/// <summary>How a pulse goes together with later purchases.</summary>
/// <param name="Months">Months it was taken over; fewer than eight are not told.</param>
/// <param name="Kind">Always: association, not cause.</param>
internal sealed record AssociationAnswer(string Question, int Months, double? Correlation, double? Low, double? High, string Kind)
{
    public static AssociationAnswer Of(PulseQuestion question, Association association) =>
        new(Wire.Name(question), association.Groups, association.Correlation, association.Bounds?.Low, association.Bounds?.High, Association.Kind);
}
