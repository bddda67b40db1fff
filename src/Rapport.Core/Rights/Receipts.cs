using System.Buffers.Text;
using System.Security.Cryptography;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Rights;

/// <summary>The life of a receipt: opened when data goes, final when nothing of it is left in what others see (ground rule 16).</summary>
public static class Receipts
{
    private static readonly string[] Notes =
    [
        "From the time of the request no answer uses this data.",
        "Final means: the model and the lists that others see were rebuilt without it.",
        "Kept: that a choice was made and under which text, without identity; a keyed hash that blocks older data.",
        "Mail already sent and private models already published cannot be recalled.",
    ];

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
