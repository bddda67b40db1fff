using System.Net;

namespace Rapport.Console.Enter;

/// <summary>A name and a password that somebody gives at the door.</summary>
/// <param name="From">The side they come from; told to nobody and kept nowhere.</param>
public sealed record SignInTry(string Name, string Password, IPAddress? From)
{
    /// <summary>Without password and address.</summary>
    public override string ToString() => nameof(SignInTry);
}
