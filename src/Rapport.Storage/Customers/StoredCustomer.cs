using Rapport.Core.Consent;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>What the database has of one customer, still sealed.</summary>
/// <param name="Tail">The block with the customer id and the latest lines; null where there is no file.</param>
/// <param name="Body">The compacted block; null while all lines fit the tail.</param>
/// <param name="ErasedAt">From the tombstone.</param>
/// <param name="IsKeyDoomed">True when an erasure removed the rows and has not yet destroyed the data key.</param>
internal sealed record StoredCustomer(
    CustomerKey Key,
    byte[]? Tail,
    byte[]? Body,
    IReadOnlyList<ConsentEntry> Consents,
    DateTimeOffset? ErasedAt = null,
    bool IsKeyDoomed = false);

/// <summary>What one transaction writes of one customer.</summary>
/// <param name="Body">Null leaves the stored body as it is, unless <paramref name="DropBody"/>.</param>
/// <param name="FirstSeq">The place in the ledger of the first of <paramref name="Consents"/>.</param>
internal sealed record CustomerWrite(
    CustomerKey Key,
    bool IsNew,
    byte[] Tail,
    byte[]? Body,
    bool DropBody,
    int Lines,
    int FirstSeq,
    IReadOnlyList<ConsentEntry> Consents);
