using System.Buffers.Text;
using System.Security.Cryptography;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Rights;

/// <summary>The life of a receipt: opened when data goes, final when nothing of it is left in what others see (ground rule 16).</summary>
public static class Receipts
{
    /// <summary>Stable codes, said in the reader's language by the page that shows them: no answer uses the data since the request; final means that model and
    /// lists were rebuilt without it; kept are the fact of a choice without identity and a keyed hash; settings chosen while the
    /// customer was in stay until the next tuning (ground rule 16); sent mail and published models cannot be called back.</summary>
    private static readonly string[] Notes = ["unused-since-request", "final-when-rebuilt", "kept-without-identity", "settings-chosen-before", "sent-cannot-be-recalled"];

    public static ErasureReceipt Open(TenantId tenant, string kind, DateTimeOffset at, IReadOnlyDictionary<string, long> removed, string modelHash) =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), tenant.Value, kind, at, removed, modelHash, null, null, Notes);

    /// <summary>Makes final what was requested before a training began that refreshed the lists too.</summary>
    public static ErasureReceipt Finalise(ErasureReceipt receipt, TrainingResult training, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(training);
        return training.ListsRefreshed && receipt.RequestedAt < training.StartedAt && !receipt.IsFinal
            ? receipt with { ModelHashAfter = training.Hash, FinalAt = now }
            : receipt;
    }
}
