namespace Rapport.Console.Enter;

/// <summary>What a sign-in came to.</summary>
/// <param name="Entrant">Null where name and password open nothing.</param>
/// <param name="Wait">How long to wait before the next try; null where one may try at once.</param>
public sealed record SignInAnswer(Entrant? Entrant, TimeSpan? Wait);
