using Rapport.Core.Events;

namespace Rapport.Console;

/// <summary>A shop as the console names it.</summary>
/// <param name="IsSample">True where data and consents are samples, not people's.</param>
public sealed record ConsoleTenant(TenantId Id, string Name, bool IsSample);
