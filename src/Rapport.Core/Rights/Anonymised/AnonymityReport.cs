namespace Rapport.Core.Rights.Anonymised;

/// <summary>How well an export hides each person in it.</summary>
/// <param name="K">The least size of a group that was asked for.</param>
/// <param name="L">The least number of different latest topics in a group that was asked for.</param>
/// <param name="People">Those who allow measurement and bought something.</param>
/// <param name="Suppressed">People left out because no group was large or mixed enough for them.</param>
/// <param name="Level">How coarse it had to be: 0 month, 1 quarter, 2 year, 3 year without orders, 4 category alone.</param>
/// <param name="IsRefused">True where too many would have to be left out: then there are no rows.</param>
public sealed record AnonymityReport(int K, int L, int People, int Rows, int Groups, int SmallestGroup, int SmallestDiversity, int Suppressed, int Level, bool IsRefused);
