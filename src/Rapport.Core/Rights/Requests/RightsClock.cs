namespace Rapport.Core.Rights.Requests;

/// <summary>When a request must be confirmed, answered, and up to when that may be put off.</summary>
/// <remarks>
/// GDPR: one month; two more when the customer is told in the first. CCPA: confirmed in 10 business days, answered in 45 days; 45 more when told in the
/// first 45; an opt-out in 15 business days, never put off. Business days are Monday to Friday, UTC, holidays counted as work days: the clock is never later than the law's.
/// </remarks>
public static class RightsClock
{
    public static DateTimeOffset DueAt(Right right, Regime regime, DateTimeOffset receivedAt) => regime switch
    {
        Regime.Gdpr => receivedAt.AddMonths(1),
        Regime.Ccpa when StopsUse(right) => BusinessDays(receivedAt, 15),
        Regime.Ccpa => receivedAt.AddDays(45),
        _ => throw new ArgumentOutOfRangeException(nameof(regime), regime, "Name a regime."),
    };

    /// <summary>By when the customer must hear that the request has arrived; null where the law does not say.</summary>
    public static DateTimeOffset? ConfirmBy(Right right, Regime regime, DateTimeOffset receivedAt) =>
        regime == Regime.Ccpa && !StopsUse(right) ? BusinessDays(receivedAt, 10) : null;

    /// <summary>The latest due time an extension gives; null where there is none.</summary>
    public static DateTimeOffset? ExtendedDueAt(Right right, Regime regime, DateTimeOffset receivedAt) => regime switch
    {
        Regime.Gdpr => receivedAt.AddMonths(3),
        Regime.Ccpa when !StopsUse(right) => receivedAt.AddDays(90),
        _ => null,
    };

    private static bool StopsUse(Right right) => right is Right.OptOut or Right.Objection or Right.Restrict;

    private static DateTimeOffset BusinessDays(DateTimeOffset from, int days)
    {
        var day = from.ToUniversalTime();
        while (days > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days--;
        }

        return day;
    }
}
