using Bunit;
using Rapport.Console.People;
using Rapport.Console.Texts;
using Rapport.Core.Events;
using Rapport.Storage.House;

namespace Rapport.Console.Tests;

/// <summary>Who and what opens the house, changed at the console.</summary>
public sealed class KeysPageTests : ConsoleTestBase
{
    private static readonly ConsoleTexts English = ConsoleTexts.In("en");

    [Fact]
    public async Task The_first_operator_is_an_admin_who_chooses_a_password_and_others_get_theirs_once()
    {
        var page = Open(typeof(KeysPage));
        await page.Find("#operator-name").ChangeAsync("ada");
        await page.Find("#operator-password").ChangeAsync("short");
        await page.Find(".asking button.primary").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains(English["keys.mistake.password"], page.Markup, StringComparison.Ordinal));
        await page.Find("#operator-password").ChangeAsync("correct horse battery");
        await page.Find(".asking button.primary").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal("ada", Assert.Single(TextsOf(page, ".people b"))));
        Assert.Equal(Role.Admin, Shop.House.Book.Read().Find("ada")!.Role);

        await page.Find("#operator-name").ChangeAsync("bo");
        await page.FindAll("input[name=operator-role]")[2].ChangeAsync(true);
        await page.Find(".asking button.primary").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".told-once code")));
        Assert.True(Password.Opens(Shop.House.Book.Read().Find("bo")!.Password, page.Find(".told-once code").TextContent));
        await page.FindAll(".people .remove")[0].ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains(English["keys.mistake.last-admin"], page.Markup, StringComparison.Ordinal));

        Assert.Equal([("house.operator-added", "ada: admin"), ("house.operator-added", "bo: privacy-officer")], (await Shop.AuditAsync()).Select(line => (line.Action, line.Detail)));
    }

    [Fact]
    public async Task A_key_is_made_with_its_scope_followed_by_another_and_revoked()
    {
        var page = Open(typeof(KeysPage));
        await page.Find("#key-name").ChangeAsync("web");
        await page.FindAll("button.primary")[1].ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains(English["keys.mistake.key"], page.Markup, StringComparison.Ordinal));
        await page.FindAll("fieldset input[type=checkbox]")[0].ChangeAsync(true);
        await page.FindAll("button.primary")[1].ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".told-once code")));
        var first = Assert.Single(Shop.House.Book.Read().Keys);
        Assert.Equal((HouseKeeper.HashOf(page.Find(".told-once code").TextContent), Permissions.Events), (first.Hash, first.May));

        await page.Find(".secrets .rotate").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal(["web", "web-2"], TextsOf(page, ".secrets b")));
        await page.Find(".secrets .revoke").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal(["web-2"], TextsOf(page, ".secrets b")));

        Assert.Contains(first.Hash, Shop.House.Book.Read().Revoked);
        Assert.Equal(["house.key-made", "house.key-made", "house.key-revoked"], (await Shop.AuditAsync()).Select(line => line.Action));
        Assert.DoesNotContain(await Shop.AuditAsync(), line => line.Detail.Contains("sk_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_of_the_house_is_changed_while_customers_are_read()
    {
        var page = Open(typeof(KeysPage));

        await page.Find(".rotate-house button").ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("sealed by file:kek-2.bin now, generation 2.", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty((await Shop.Store.Customers.ReadAsync(OpenShop.Tenant, CustomerId.Known(OpenShop.CustomerName), default)).History);
    }
}
