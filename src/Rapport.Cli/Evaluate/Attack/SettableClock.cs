namespace Rapport.Cli.Evaluate.Attack;

/// <summary>A clock that stands where it was put: the days of an evaluation are its own.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on to a later moment; an earlier one is ignored.</summary>
    public void MoveTo(DateTimeOffset moment) => _now = moment > _now ? moment : _now;
}
