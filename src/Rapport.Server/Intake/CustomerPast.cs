using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>What a file tells about one customer: proven choices and what happened. Not yet permitted.</summary>
public sealed record CustomerPast(CustomerId Customer, IReadOnlyList<ConsentEntry> Evidence, IReadOnlyList<Event> Events);
