using System.Text.Json.Serialization;
using Rapport.Core.Rights;

namespace Rapport.Storage;

/// <summary>How receipts are kept: JSON, without reflection.</summary>
[JsonSerializable(typeof(ErasureReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
