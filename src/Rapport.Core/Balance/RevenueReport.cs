namespace Rapport.Core.Balance;

/// <summary>What was bought after it was shown, by placement: counts and sums over customers who agreed to measurement.</summary>
/// <param name="Since">Orders from then on.</param>
/// <param name="WindowDays">How long before the purchase it may have been shown.</param>
/// <param name="Shown">By surface, the largest number of lines first.</param>
/// <param name="NotShown">Order lines of items that no surface had shown to their buyer within the window.</param>
/// <param name="UnknownLines">Order lines that measurement may not read: they are counted and nothing else.</param>
public sealed record RevenueReport(DateTimeOffset Since, int WindowDays, IReadOnlyList<PlacementRevenue> Shown, PlacementRevenue NotShown, long UnknownLines)
{
    public long KnownLines => Shown.Sum(placement => placement.Lines) + NotShown.Lines;

    /// <summary>Of all order lines, those nobody may attribute; 0 to 1.</summary>
    public double UnknownShare => KnownLines + UnknownLines == 0 ? 0 : (double)UnknownLines / (KnownLines + UnknownLines);
}

/// <summary>Order lines attributed to one placement.</summary>
/// <param name="Surface">As the decision log names it; empty for none.</param>
/// <param name="Customers">How many different buyers.</param>
/// <param name="RevenueMinor">Hundredths; null below <see cref="FewestCustomers"/> buyers, whose sum would be about persons.</param>
public sealed record PlacementRevenue(string Surface, long Lines, int Customers, long? RevenueMinor)
{
    public const int FewestCustomers = 5;
}
