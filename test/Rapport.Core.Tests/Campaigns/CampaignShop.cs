using Rapport.Core.Campaigns;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Campaigns;

/// <summary>A chemist's shop whose marketer writes mails.</summary>
internal static class CampaignShop
{
    public static readonly CampaignTemplate Plain = new(new Dictionary<string, MailWords> { ["en"] = new("News from {{ shop.name }}", "{% for item in items %}{{ item.title }} {{ item.reason }}\n{% endfor %}{{ unsubscribe_url }}") });

    public static readonly Campaign Shaving = new("shaving", CampaignAudience.Everybody, Plain, ["Care > Shaving"], [], [], QuietHours.Never);

    private static readonly string[] Creams = ["cream", "serum", "mask", "tonic", "lotion", "balm"];

    public static Shop Chemist { get; } = new(
        new ItemCatalogue(
        [
            .. Creams.Select(id => Item(id, id, "Care > Skin > Face") with { Gender = "female", AgeGroup = "adult" }),
            Item("kit", "Shaving kit", "Care > Shaving > Kits") with { Gender = "male", AgeGroup = "adult" },
            Item("razor", "Razor", "Care > Shaving > Razors") with { Gender = "male", AgeGroup = "adult" },
            Item("shirt", "Linen shirt", "Clothes > Shirts") with { Gender = "male", AgeGroup = "adult" },
            Item("tea", "Green tea", "Kitchen > Tea"),
            Item("pot", "Iron pot", "Kitchen > Pots"),
        ]),
        ItemItemModel.Empty,
        new ContextLists(Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), [new("kit"), new("razor"), new("tea"), new("cream"), new("pot")], RepeatGaps.None),
        "");

    /// <summary>Six creams and nothing else.</summary>
    public static CustomerFile Skincare(string name = "ada") => Person(name, [.. Creams.Select(cream => Bought(cream))]);

    public static CustomerFile Person(string name, params HistoryLine[] lines) =>
        new(CustomerId.Known(name), Yes(Purposes.Email, Purposes.Recommendations), lines, [], erasedAt: null);

    public static HistoryLine Bought(string item, double daysAgo = 20) => Line(EventKind.OrderCompleted, item, daysAgo, Purposes.Email | Purposes.Recommendations);

    public static HistoryLine Mailed(string campaign, double daysAgo) =>
        new((ulong)daysAgo.GetHashCode(), EventKind.Mailed, null, Now.AddDays(-daysAgo), Purposes.Email, Provenance.ObservedHere, Text: campaign);

    public static RecipientPlan Plan(Campaign campaign, CustomerFile file, Shop? shop = null) => new CampaignPlanner(campaign, shop ?? Chemist, Now).Plan(file);

    public static Offer Offer(string id, params string[] about) => new(id, id.ToUpperInvariant(), 20, new Dictionary<string, string> { ["en"] = "20 % off" }, [.. about]);

    public static CampaignPreview Preview(Campaign campaign, IEnumerable<CustomerFile> files)
    {
        var tally = new CampaignTally();
        foreach (var file in files)
            tally.Add(Plan(campaign, file));
        return tally.Show(campaign);
    }
}
