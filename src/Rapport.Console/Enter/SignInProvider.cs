namespace Rapport.Console.Enter;

/// <summary>An identity provider that operators of a shop may sign in with.</summary>
/// <param name="Scheme">Of the host's authentication.</param>
/// <param name="Name">The shop's.</param>
public sealed record SignInProvider(string Scheme, string Name);
