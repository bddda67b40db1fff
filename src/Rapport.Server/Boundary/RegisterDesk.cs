using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Server.Boundary;

/// <summary>Makes the register of processing from the running settings.</summary>
internal sealed class RegisterDesk(FactsDesk facts, TimeProvider clock)
{
    /// <summary>By key of the texts.</summary>
    public static IReadOnlyList<string> Measures { get; } = ["encryption", "access", "audit", "retention", "anonymity", "tact", "rights", "gate"];

    /// <exception cref="FactsDoNotHoldException">The store holds what the settings say is not there: then there is no register either.</exception>
    public async Task<ProcessingRegister> ReadAsync(Tenant tenant, FactsTexts texts, CancellationToken cancellation)
    {
        var told = await facts.ReadAsync(tenant, cancellation);
        return new ProcessingRegister(
            told.Tenant,
            told.Name,
            clock.GetUtcNow(),
            told.Settings,
            tenant.Regime switch { ConsentRegime.OptOut => "ccpa", ConsentRegime.Child => "children", _ => "gdpr" },
            tenant.Jurisdiction,
            [.. PurposeCatalogue.All.Select(purpose => Activity(tenant, told, purpose, texts))],
            [.. told.Outbound.Processors.Select(way => new ProcessingRecipient(texts["out.way." + way], "processor", "", [])), .. tenant.Recipients.Select(recipient => new ProcessingRecipient(recipient.Name, recipient.Role, recipient.Country, recipient.Purposes))],
            told.NeverKept,
            [.. Measures.Select(measure => texts["measure." + measure])]);
    }

    private static ProcessingActivity Activity(Tenant tenant, PrivacyFacts told, PurposeDefinition purpose, FactsTexts texts)
    {
        var words = purpose.Texts[texts.Language];
        return new ProcessingActivity(
            purpose.Id,
            words.Title,
            words.Benefit,
            purpose.DpvCode,
            "consent",
            purpose.TextVersion,
            purpose.ExpiresAfterDays,
            told.Purposes.Single(terms => terms.Id == purpose.Id).RetentionDays,
            [.. told.Kept.Where(kept => kept.Purposes.Contains(purpose.Id)).Select(kept => new RegisteredData(kept.Id, SignalCatalogue.Find(kept.Id)!.Titles[texts.Language], kept.Fields, tenant.Retention.DaysOf(kept.Id, purpose)))],
            purpose.Purpose is Purposes.Recommendations or Purposes.Email or Purposes.Loyalty);
    }
}
