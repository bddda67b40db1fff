using Rapport.Core.Consent;

namespace Rapport.Core.Rights;

/// <summary>What holds after choices were written.</summary>
/// <param name="Receipts">One for a withdrawal that the model must follow; otherwise empty.</param>
/// <param name="Refused">Why nothing was written, if nothing was.</param>
public sealed record ConsentChange(ConsentLedger Ledger, IReadOnlyList<ErasureReceipt> Receipts, ConsentRefusal Refused = ConsentRefusal.None);
