namespace Rapport.Core.Rights;

/// <summary>What became of a past that a customer took along.</summary>
/// <param name="Taken">Lines that are now hers.</param>
/// <param name="Left">Lines that her own choices do not let in.</param>
/// <param name="Receipt">Of forgetting the number the past was kept under; null where nothing was kept under it.</param>
public sealed record TakenPast(int Taken, int Left, ErasureReceipt? Receipt);
