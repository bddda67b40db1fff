using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_catalogue_is_read_back_as_it_was_set_and_replaced_by_id()
    {
        await using var store = await OpenAsync();
        var full = new CatalogueItem(new ItemId("a"), "Tëst 'x'", "A > B", 1_234, "EUR", false, "https://x", "/p.svg", "Brand", "adult", "unisex", true, new TopicClass("D1"),
            "Describes itself.", "group", "Creator", "Series", 3, 213, new DateOnly(2026, 2, 28), "gold", "ecru", "M", "EU");
        await store.Catalogue.UpsertAsync(Tenant, [full, full with { Id = new ItemId("b"), Url = null, ImageUrl = null, Brand = null, AgeGroup = null, Gender = null, Class = default, Description = null, GroupId = null, Creator = null, Series = null, PublishedOn = null, LoyaltyTier = null, Color = null, Size = null, SizeSystem = null }], CancellationToken.None);
        await store.Catalogue.UpsertAsync(Tenant, [full with { Title = "New", InStock = true }], CancellationToken.None);

        var items = (await store.Catalogue.ReadAsync(Tenant, CancellationToken.None)).OrderBy(item => item.Id).ToList();

        Assert.Equal(full with { Title = "New", InStock = true }, items[0]);
        Assert.Equal((2, null, TopicClass.Ordinary), (items.Count, items[1].Url, items[1].Class));
        Assert.Equal((null, null, null), (items[1].Color, items[1].Size, items[1].SizeSystem));
        Assert.Equal((null, null, 3), (items[1].PublishedOn, items[1].LoyaltyTier, items[1].SeriesPosition));
        Assert.Empty(await store.Catalogue.ReadAsync(OtherTenant, CancellationToken.None));
    }

    [Fact]
    public async Task A_quiz_is_read_back_as_it_was_set_also_after_a_restart()
    {
        var words = new Dictionary<string, string> { ["en"] = "What?", ["de"] = "Was?" };
        await using (var store = await OpenAsync())
        {
            Assert.Empty((await store.Catalogue.ReadQuizAsync(Tenant, CancellationToken.None)).Questions);
            await store.Catalogue.SaveQuizAsync(Tenant, new Quiz([new QuizQuestion("old", words, [])]), CancellationToken.None);
            await store.Catalogue.SaveQuizAsync(Tenant, new Quiz([new QuizQuestion("new", words, [new QuizAnswer("a", words, ["A > B"], ["Somebody"], ["item"])])]), CancellationToken.None);
        }

        await using var again = await OpenAsync();
        var question = Assert.Single((await again.Catalogue.ReadQuizAsync(Tenant, CancellationToken.None)).Questions);

        Assert.Equal(("new", "Was?"), (question.Id, question.Text["de"]));
        Assert.Equal(("A > B", "Somebody", "item"), (question.Answers[0].Categories[0], question.Answers[0].Creators[0], question.Answers[0].Items[0]));
        Assert.Empty((await again.Catalogue.ReadQuizAsync(OtherTenant, CancellationToken.None)).Questions);
    }

    [Fact]
    public async Task Rules_are_read_back_as_they_were_set_also_after_a_restart()
    {
        var exclude = new BusinessRule("e", BusinessRuleKind.Exclude, Category: "A > B", Brand: "Brand");
        var pin = new BusinessRule("p", BusinessRuleKind.Pin, Surface.Home, new ItemId("a"), Place: 2);
        await using (var store = await OpenAsync())
        {
            Assert.Empty((await store.Rules.ReadRulesAsync(Tenant, CancellationToken.None)).All);
            await store.Rules.SaveRulesAsync(Tenant, new BusinessRules(["old"], [exclude with { Id = "old" }]), CancellationToken.None);
            await store.Rules.SaveRulesAsync(Tenant, new BusinessRules(["silver", "gold"], [exclude, pin, new BusinessRule("b", BusinessRuleKind.Boost, Brand: "Brand", Factor: 2.5)]), CancellationToken.None);
        }

        await using var again = await OpenAsync();
        var rules = await again.Rules.ReadRulesAsync(Tenant, CancellationToken.None);

        Assert.Equal(["silver", "gold"], rules.LoyaltyTiers);
        Assert.Equal([exclude, pin, new BusinessRule("b", BusinessRuleKind.Boost, Brand: "Brand", Factor: 2.5)], rules.All);
        Assert.Empty((await again.Rules.ReadRulesAsync(OtherTenant, CancellationToken.None)).All);
    }

    [Fact]
    public async Task Documents_keep_every_version_without_gaps_and_two_writers_do_not_write_the_same()
    {
        ShopDocument Version(int version, string text, string id = "a") => new(Tenant, "kind", id, version, new DateTimeOffset(2026, 1, version, 0, 0, 0, TimeSpan.Zero), "key:one", text);
        await using (var store = await OpenAsync())
        {
            Assert.Null(await store.Documents.FindDocumentAsync(Tenant, "kind", "a", CancellationToken.None));
            Assert.True(await store.Documents.AppendDocumentAsync(Version(1, "first"), CancellationToken.None));
            Assert.False(await store.Documents.AppendDocumentAsync(Version(1, "again"), CancellationToken.None));
            Assert.False(await store.Documents.AppendDocumentAsync(Version(3, "gap"), CancellationToken.None));
            Assert.True(await store.Documents.AppendDocumentAsync(Version(2, "second"), CancellationToken.None));
            Assert.True(await store.Documents.AppendDocumentAsync(Version(1, "other", "b"), CancellationToken.None));
            Assert.True(await store.Documents.AppendDocumentAsync(Version(2, "", "b"), CancellationToken.None));
            var race = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Documents.AppendDocumentAsync(Version(3, "third"), CancellationToken.None))));
            Assert.Single(race, won => won);
        }

        await using var reopened = await OpenAsync();
        Assert.Equal(Version(3, "third"), await reopened.Documents.FindDocumentAsync(Tenant, "kind", "a", CancellationToken.None));
        Assert.Equal([Version(3, "third")], await reopened.Documents.ListDocumentsAsync(Tenant, "kind", CancellationToken.None));
        Assert.Equal(["third", "second", "first"], (await reopened.Documents.ListVersionsAsync(Tenant, "kind", "a", CancellationToken.None)).Select(version => version.Text));
        Assert.Empty(await reopened.Documents.ListDocumentsAsync(OtherTenant, "kind", CancellationToken.None));
        Assert.Empty(await reopened.Documents.ListDocumentsAsync(Tenant, "another", CancellationToken.None));
    }

    [Fact]
    public async Task Receipts_wait_until_they_are_final()
    {
        await using var store = await OpenAsync();
        var first = new ErasureReceipt("r1", Tenant.Value, "erasure", Now, new Dictionary<string, long> { ["history"] = 3 }, "aa", null, null, ["A note."]);
        await store.Receipts.SaveAsync(Tenant, first with { Id = "r2", RequestedAt = Now.AddMinutes(1) }, CancellationToken.None);
        await store.Receipts.SaveAsync(Tenant, first, CancellationToken.None);
        Assert.Equal(["r1", "r2"], (await store.Receipts.ReadPendingAsync(Tenant, CancellationToken.None)).Select(receipt => receipt.Id));

        await store.Receipts.SaveAsync(Tenant, first with { ModelHashAfter = "bb", FinalAt = Now.AddHours(1) }, CancellationToken.None);

        Assert.Equal(["r2"], (await store.Receipts.ReadPendingAsync(Tenant, CancellationToken.None)).Select(receipt => receipt.Id));
        var read = await store.Receipts.ReadAsync(Tenant, "r1", CancellationToken.None);
        Assert.Equal((true, 3, "A note."), (read!.IsFinal, read.Removed["history"], read.Notes[0]));
        Assert.Null(await store.Receipts.ReadAsync(OtherTenant, "r1", CancellationToken.None));
    }

    [Fact]
    public async Task A_signature_verifies_under_the_published_key_also_after_a_restart()
    {
        string pem;
        byte[] signature;
        await using (var store = await OpenAsync())
            (pem, signature) = (store.PublicKeyPem, store.Sign("hello"u8));

        await using var again = await OpenAsync();
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(again.PublicKeyPem);

        Assert.Equal(pem, again.PublicKeyPem);
        Assert.True(key.VerifyData("hello"u8, signature, System.Security.Cryptography.HashAlgorithmName.SHA256));
    }
}
