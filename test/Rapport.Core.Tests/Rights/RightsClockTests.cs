using Rapport.Core.Rights.Requests;

namespace Rapport.Core.Tests.Rights;

public sealed class RightsClockTests
{
    [Theory]
    [InlineData(Right.Erase, Regime.Gdpr, "2026-01-31", "2026-02-28", "2026-04-30")]
    [InlineData(Right.Access, Regime.Gdpr, "2028-01-31", "2028-02-29", "2028-04-30")]
    [InlineData(Right.Erase, Regime.Ccpa, "2026-01-01", "2026-02-15", "2026-04-01")]
    [InlineData(Right.OptOut, Regime.Ccpa, "2026-01-02", "2026-01-23", null)]
    [InlineData(Right.OptOut, Regime.Ccpa, "2026-01-03", "2026-01-23", null)]
    [InlineData(Right.OptOut, Regime.Gdpr, "2026-01-02", "2026-02-02", "2026-04-02")]
    public void Each_regime_has_its_due_day_and_its_extension(Right right, Regime regime, string received, string due, string? extended)
    {
        Assert.Equal(Day(due), RightsClock.DueAt(right, regime, Day(received)));
        Assert.Equal(extended is null ? null : Day(extended), RightsClock.ExtendedDueAt(right, regime, Day(received)));
    }

    [Fact]
    public void California_wants_arrival_confirmed_in_ten_business_days() =>
        Assert.Equal(Day("2026-01-16"), RightsClock.ConfirmBy(Right.Erase, Regime.Ccpa, Day("2026-01-02")));

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
