using System.Text.Json.Serialization;
using Rapport.Core.Catalogue;

namespace Rapport.Storage;

/// <summary>How a quiz is kept: JSON, without reflection.</summary>
[JsonSerializable(typeof(Quiz))]
internal sealed partial class QuizJson : JsonSerializerContext;
