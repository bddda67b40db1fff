namespace Rapport.Console.Shell;

/// <summary>One operator's stay: the shop the key opened, and when the door closes.</summary>
/// <param name="Until">UTC.</param>
public sealed record OperatorVisit(ConsoleTenant Tenant, DateTimeOffset Until);
