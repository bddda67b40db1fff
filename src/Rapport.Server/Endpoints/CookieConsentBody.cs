using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Core.Consent;
using Rapport.Server.Problems;

namespace Rapport.Server.Endpoints;

/// <summary>A choice as the documentation of CookieConsent (orestbida) sends it to a back end.</summary>
/// <param name="ConsentId">The dialog's own number of the consent; kept as a hash only.</param>
/// <param name="AcceptType">all, custom or necessary.</param>
/// <param name="AcceptedCategories">Those named as our purposes are said yes to.</param>
/// <param name="RejectedCategories">Those named as our purposes are said no to.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record CookieConsentBody(string ConsentId, string AcceptType, IReadOnlyList<string> AcceptedCategories, IReadOnlyList<string> RejectedCategories)
{
    public const string Surface = "cookie-consent";

    private const int MostCategories = 64;
    private const int MostLetters = 128;

    public ProblemHttpResult? Mistake()
    {
        if (ConsentId.Length is 0 or > MostLetters)
            return Problem.Of("invalid-value", member: "$.consentId");
        if (AcceptType is not ("all" or "custom" or "necessary"))
            return Problem.Of("invalid-value", "all, custom or necessary.", "$.acceptType");
        return Each.Count() <= MostCategories && Each.All(category => category is { Length: > 0 and <= MostLetters }) ? null : Problem.Of("invalid-value", member: "$.acceptedCategories");
    }

    /// <summary>Categories that are no purposes, when they are plain names; a name might be anything.</summary>
    public string Ignored() => string.Join(',', Each.Where(category => PurposeCatalogue.Find(category) is null && category.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')));

    /// <summary>What is to be written: nothing where the dialog said the same last time. A category that is both is a no.</summary>
    public IReadOnlyList<ChoiceRequest> Choices(ConsentLedger ledger)
    {
        if (LastOf(ledger)?.Request is { } last && last.StartsWith(Key, StringComparison.Ordinal))
            return [];
        return [.. Each.Distinct().Select(PurposeCatalogue.Find).OfType<PurposeDefinition>().Select(purpose => new ChoiceRequest(purpose.Id, !RejectedCategories.Contains(purpose.Id), purpose.TextVersion))];
    }

    /// <summary>Names this request: the same words again, after others, are a new one.</summary>
    public string RequestOf(ConsentLedger ledger) => $"{Key}.{ledger.Entries.Count(entry => entry.Surface == Surface)}";

    private IEnumerable<string> Each => AcceptedCategories.Concat(RejectedCategories);

    private string Key => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [ConsentId, AcceptType, .. AcceptedCategories.Order(StringComparer.Ordinal), "", .. RejectedCategories.Order(StringComparer.Ordinal)]))).AsSpan(0, 16));

    private static ConsentEntry? LastOf(ConsentLedger ledger) => ledger.Entries.LastOrDefault(entry => entry.Surface == Surface);
}
