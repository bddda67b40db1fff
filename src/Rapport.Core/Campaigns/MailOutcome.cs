using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Campaigns;

/// <summary>What followed one mail, for a person who lets the shop measure: read from what they did here, never from an open or a tracked link.</summary>
/// <param name="HasCome">Looked at something within three days.</param>
/// <param name="HasBought">Bought something within the window.</param>
/// <param name="HasLeft">Took the yes to mail back within the window, and this was the last mail before.</param>
public sealed record MailOutcome(CampaignMark Mark, DateTimeOffset At, bool HasCome, bool HasBought, bool HasLeft)
{
    /// <summary>How long a visit counts as following a mail.</summary>
    public static readonly TimeSpan ComesWithin = TimeSpan.FromDays(3);

    /// <summary>How long a purchase or a goodbye counts as following a mail.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>Every mail whose window is over, oldest first.</summary>
    public static IReadOnlyList<MailOutcome> Of(CustomerFile file, ItemCatalogue catalogue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(file);
        var history = UsableHistory.Of(file, Purposes.Measurement, catalogue, now);
        List<HistoryLine> mails = [.. history.Shown.Where(line => line.Kind == EventKind.Mailed && line.Purposes.HasFlag(Purposes.Measurement)).OrderBy(line => line.At)];
        var outcomes = new List<MailOutcome>();
        for (var k = 0; k < mails.Count; k++)
        {
            var at = mails[k].At;
            if (CampaignMark.Read(mails[k].Text) is not { } mark || at + Window > now)
                continue;
            var next = k + 1 < mails.Count ? mails[k + 1].At : DateTimeOffset.MaxValue;
            outcomes.Add(new MailOutcome(
                mark, at,
                history.Lines.Any(line => Follows(line.At, at, ComesWithin) && line.Kind is EventKind.ProductViewed or EventKind.ProductClicked or EventKind.AddedToCart or EventKind.OrderCompleted),
                history.Lines.Any(line => Follows(line.At, at, Window) && line.Kind == EventKind.OrderCompleted),
                file.Ledger.Entries.Any(entry => entry is { Purpose: Purposes.Email, Choice: not ConsentChoice.Granted, Scope: null } && Follows(entry.At, at, Window) && entry.At < next)));
        }

        return outcomes;
    }

    private static bool Follows(DateTimeOffset what, DateTimeOffset mail, TimeSpan within) => what > mail && what <= mail + within;
}
