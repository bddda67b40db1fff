namespace Rapport.Server.Intake;

/// <summary>Corrects the sender's clock as the Segment specification does: what passed between an event and its sending is trusted, not the sender's date.</summary>
internal static class SkewClock
{
    /// <param name="stamped">When it happened, by the sender's clock.</param>
    /// <param name="sent">When it was sent, by the same clock; null when not told.</param>
    public static DateTimeOffset Correct(DateTimeOffset stamped, DateTimeOffset? sent, DateTimeOffset arrived)
    {
        if (sent is not { } at)
            return stamped;
        var age = at - stamped;
        return age >= TimeSpan.Zero && arrived - DateTimeOffset.UnixEpoch > age ? arrived - age : stamped;
    }
}
