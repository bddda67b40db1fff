using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.Rights.Requests;

/// <summary>What exactly is wished, where a right needs to be told.</summary>
/// <param name="Purposes">For an objection: what is to stop.</param>
/// <param name="Item">For a correction: the item whose lines are wrong.</param>
/// <param name="OrderId">For a correction: only in this order; null for all.</param>
/// <param name="Quantity">For a correction: how many they truly were; 0 takes the lines away, null leaves the count.</param>
/// <param name="IsGift">For a correction: whether it was a gift; null leaves that.</param>
/// <param name="Topic">For an inference: the name of the topic.</param>
/// <param name="Language">The language the customer was spoken to in.</param>
public sealed record RightsWish(Purposes Purposes = Purposes.None, ItemId? Item = null, string? OrderId = null, int? Quantity = null, bool? IsGift = null, string? Topic = null, string Language = "en");
