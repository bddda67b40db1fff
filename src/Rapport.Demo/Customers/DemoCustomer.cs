using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Demo.Customers;

/// <summary>A simulated customer: the choices that are labelled sample, and a year of orders. Nobody real.</summary>
/// <param name="Choices">Oldest first; empty for a customer who was never asked.</param>
/// <param name="Orders">Oldest first.</param>
public sealed record DemoCustomer(CustomerId Id, IReadOnlyList<ConsentEntry> Choices, IReadOnlyList<Event> Orders);
