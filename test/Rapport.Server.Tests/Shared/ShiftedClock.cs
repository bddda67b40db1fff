namespace Rapport.Server.Tests.Shared;

/// <summary>The system's clock, moved: timers run as ever, dates are what the test says.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _shift;

    public void Advance(TimeSpan by) => _shift += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;
}
