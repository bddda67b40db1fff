using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Endpoints;
using Rapport.Server.Hosting;

namespace Rapport.Server.Consent;

/// <summary>One consent record: whose, when, for what, in which words, under which circumstances.</summary>
internal static class ConsentRecord
{
    public static JsonObject Of(Tenant tenant, CustomerId customer, IReadOnlyList<ConsentEntry> occasion, string id, string? before)
    {
        var first = occasion[0];
        var controller = "controller:" + tenant.Id.Value;
        var record = new JsonObject
        {
            ["@context"] = Context(),
            ["@type"] = List("dpv:ConsentRecord"),
            ["dct:conformsTo"] = "dpv-27560:record-2",
            ["dpv:hasIdentifier"] = id,
            ["dpv:hasDataSubject"] = new JsonObject { ["@type"] = List("dpv:DataSubject"), ["dpv:hasIdentifier"] = customer.Value },
            ["dct:created"] = Time(first.At),
            ["dct:creator"] = controller,
            ["dct:language"] = LanguageOf(first),
            ["dpv:hasEntity"] = new JsonObject { [controller] = new JsonObject { ["@type"] = List("dpv:DataController"), ["dpv:hasName"] = tenant.Name } },
            ["dpv:hasNotice"] = new JsonArray([.. occasion.Select(Notice).DistinctBy(notice => notice["dpv:hasIdentifier"]!.GetValue<string>())]),
            ["dpv:hasProcess"] = new JsonArray([.. occasion.Select(entry => Process(entry, controller, tenant))]),
            ["rapport:anonymous"] = customer.IsAnonymous,
            ["rapport:writtenBy"] = Wire.Name(first.Source),
            ["rapport:regime"] = Wire.Name(first.Regime),
            ["rapport:signals"] = List([.. RequestSignals.Names(first.Signals)]),
        };
        if (before is not null)
            record["dpv:isAfter"] = before;
        return record;
    }

    /// <summary>The words as they were shown, with their hash; a choice that showed none has none.</summary>
    private static JsonObject Notice(ConsentEntry entry)
    {
        var language = LanguageOf(entry);
        var notice = new JsonObject { ["@type"] = List("dpv:ConsentNotice"), ["dpv:hasIdentifier"] = $"{entry.TextVersion}#{language}", ["dct:language"] = language };
        if (TextOf(entry) is not { } text)
            return notice;
        var shown = string.Join('\n', text.Title, text.Benefit, text.Data, text.Retention, text.EffectOn, text.EffectOff, text.Accept, text.Refuse);
        notice["dct:description"] = shown;
        notice["rapport:sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
        return notice;
    }

    private static JsonObject Process(ConsentEntry entry, string controller, Tenant tenant)
    {
        var purpose = PurposeCatalogue.Find(entry.Purpose);
        var text = TextOf(entry) ?? purpose.Texts[LanguageOf(entry)];
        var isSensitive = entry.Scope is ['S', >= '0' and <= '9', ..];
        var process = new JsonObject
        {
            ["@type"] = "dpv:Process",
            ["dpv:hasPurpose"] = new JsonArray(new JsonObject { ["@type"] = List("dpv:Purpose"), ["skos:broader"] = purpose.DpvCode, ["skos:prefLabel"] = text.Title, ["skos:definition"] = text.Benefit }),
            ["dpv:hasPersonalData"] = new JsonArray(new JsonObject { ["@type"] = List(isSensitive ? "dpv:SpecialCategoryPersonalData" : "dpv:PersonalData"), ["skos:broader"] = List("pd:Purchase", "pd:Interest"), ["skos:prefLabel"] = text.Data }),
            ["dpv:hasProcessing"] = List("dpv:Collect", "dpv:Store", "dpv:Use"),
            ["dpv:hasDataController"] = List(controller),
            ["dpv:hasDataSource"] = List("dpv:DataSubjectDataSource"),
            ["dpv:hasStorageCondition"] = new JsonArray(
                new JsonObject { ["@type"] = List("dpv:StorageLocation"), ["dpv:hasLocation"] = tenant.Jurisdiction is { } place ? "loc:" + place : "dpv:RemoteLocation" },
                new JsonObject { ["@type"] = List("dpv:StorageDuration"), ["dpv:hasDuration"] = Days(purpose.RetentionDays) }),
            ["dpv:hasRecipient"] = List(controller),
            ["dpv:hasLegalBasis"] = List(isSensitive ? "dpv:ExplicitlyExpressedConsent" : "dpv:ExpressedConsent"),
            ["dpv:hasConsentControl"] = List("dpv:WithdrawConsent"),
            ["dct:description"] = "Withdrawn in the privacy centre or by PUT /v1/consents; it holds on the next request.",
            ["dpv:hasConsentStatus"] = new JsonArray(Status(entry, purpose)),
        };
        if (entry.Jurisdiction is { } jurisdiction)
            process["dpv:hasJurisdiction"] = List("loc:" + jurisdiction);
        if (entry.Scope is { } scope)
            process["rapport:scope"] = scope;
        return process;
    }

    private static JsonObject Status(ConsentEntry entry, PurposeDefinition purpose)
    {
        var status = new JsonObject
        {
            ["@type"] = List(entry.Choice switch
            {
                ConsentChoice.Granted => "dpv:ConsentGiven",
                ConsentChoice.Refused => "dpv:ConsentRefused",
                ConsentChoice.Withdrawn => "dpv:ConsentWithdrawn",
                _ => "dpv:ConsentStatusInvalidForProcessing",
            }),
            ["dpv:isIndicatedAtTime"] = Time(entry.At),
            ["dpv:isExercisedAt"] = entry.Surface,
        };
        if (entry.Choice == ConsentChoice.Granted)
            status["dpv:hasDuration"] = Days(purpose.ExpiresAfterDays);
        return status;
    }

    private static PurposeText? TextOf(ConsentEntry entry)
    {
        var texts = PermissionCatalogue.Find(entry.Scope) is { } permission
            ? permission.TextVersion == entry.TextVersion ? permission.Texts : null
            : PurposeCatalogue.Knows(entry.Purpose, entry.TextVersion) ? PurposeCatalogue.Find(entry.Purpose).Texts : null;
        return texts?.GetValueOrDefault(LanguageOf(entry));
    }

    /// <summary>The texts are there in English and German; who said another language saw English.</summary>
    private static string LanguageOf(ConsentEntry entry) => entry.Language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? "de" : "en";

    private static JsonObject Context() => new()
    {
        ["dpv"] = "https://w3id.org/dpv#",
        ["pd"] = "https://w3id.org/dpv/pd#",
        ["loc"] = "https://w3id.org/dpv/loc#",
        ["dpv-27560"] = "https://w3id.org/dpv/schema/dpv-27560#",
        ["dct"] = "http://purl.org/dc/terms/",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["rapport"] = "https://rapport.dev/ns#",
    };

    private static JsonObject Days(int days) => new() { ["@type"] = List("dpv:TemporalDuration"), ["rdf:value"] = string.Create(CultureInfo.InvariantCulture, $"P{days}D") };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonArray List(params string[] values) => new([.. values.Select(value => (JsonNode?)value)]);
}
