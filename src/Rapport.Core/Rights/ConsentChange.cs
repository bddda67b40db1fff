using Rapport.Core.Consent;

namespace Rapport.Core.Rights;

/// <summary>What holds after choices were written.</summary>
/// <param name="Receipts">One for a withdrawal that the model must follow; otherwise empty.</param>
public sealed record ConsentChange(ConsentLedger Ledger, IReadOnlyList<ErasureReceipt> Receipts);
