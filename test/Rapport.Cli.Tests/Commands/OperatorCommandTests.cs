using Rapport.Storage.House;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Commands;

public sealed class OperatorCommandTests
{
    [Fact]
    public async Task A_password_that_anybody_would_guess_or_that_leaked_is_not_taken()
    {
        using var cli = await Shell.WithShopAsync();
        File.WriteAllText(Path.Combine(cli.Home, PasswordRule.ListName), "correct horse battery\n");
        foreach (var refused in (string[])["correct horse battery", "shop-ada-shop", "aaaaaaaaaaaaaa"])
            Assert.Equal(2, await GiveAsync(cli, refused));
        Assert.Empty(HouseBook.Of(cli.Home).Read().Operators);

        Assert.Equal(0, await GiveAsync(cli, "staple of the harbour"));

        Assert.True(Password.Opens(HouseBook.Of(cli.Home).Read().Find("ada")!.Password, "staple of the harbour"));
        Assert.DoesNotContain("harbour", cli.Output, StringComparison.Ordinal);
    }

    private static async Task<int> GiveAsync(Shell cli, string password)
    {
        var before = System.Console.In;
        System.Console.SetIn(new StringReader(password + "\n"));
        try
        {
            return await cli.RunAsync("operator", "add", "ada", "--role", "admin", "--password-stdin");
        }
        finally
        {
            System.Console.SetIn(before);
        }
    }
}
