using Rapport.Core.Events;

namespace Rapport.Core.Consent;

/// <summary>One item of a permitted event, with the purposes it may be kept for.</summary>
public readonly record struct PermittedLine(EventLine Line, Purposes Purposes);
