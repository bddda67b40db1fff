using System.Text.Json.Serialization;
using Rapport.Core.Rights.Requests;

namespace Rapport.Storage;

/// <summary>How requests of customers are kept: JSON, without reflection.</summary>
[JsonSerializable(typeof(RightsRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
