namespace Rapport.Core.Balance.Steps;

/// <summary>Port: what a window would have been with an action taken. It is asked for every candidate of the next step.</summary>
public interface IReplay
{
    /// <returns>Null where it cannot tell: then the action is no candidate.</returns>
    Replayed? Replay(LogWindow window, BalanceAction action);
}

/// <summary>A window as it would have been.</summary>
/// <param name="People">Whom the action would have touched, among those the window knows.</param>
public sealed record Replayed(LogWindow Window, int People);
