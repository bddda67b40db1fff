namespace Rapport.Core.Tact;

/// <summary>One number of the tact policy that a shop may set: what it is called, whose it is, and between what it may lie.</summary>
/// <param name="Id">Its name in documents and on the wire; stable.</param>
/// <param name="IsWhole">Whether only whole numbers make sense; a switch is 0 or 1.</param>
public sealed record PolicyParameter(
    string Id, TactRule Rule, double Least, double Most, bool IsWhole, Func<TactPolicy, double> Read, Func<TactPolicy, double, TactPolicy> Write)
{
    public bool Takes(double value) => value >= Least && value <= Most && (!IsWhole || value == Math.Floor(value));
}
