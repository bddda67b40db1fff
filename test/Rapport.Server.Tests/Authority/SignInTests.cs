using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Enter;
using Rapport.Core.Events;
using Rapport.Server.Authority;
using Rapport.Server.Tests.Shared;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Authority;

public sealed class SignInTests
{
    private const string Word = "correct horse battery";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_and_its_password_come_in_and_a_secret_key_no_more()
    {
        await using var server = await RunningServer.StartAsync();
        var (house, desk, door) = Of(server);
        var key = door.EntrantOfKey(server.Keys.SecretKey)!;
        Assert.Equal(Permissions.All, door.MayNow(key));

        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);

        Assert.Null(door.EntrantOfKey(server.Keys.SecretKey));
        Assert.Equal(Permissions.None, door.MayNow(key));
        Assert.NotNull(door.EntrantOfKey(server.OtherKeys.SecretKey));
        Assert.Null((await desk.TryAsync(new SignInTry("ada", "correct horse batterz", null), Cancellation)).Entrant);
        Assert.Null((await desk.TryAsync(new SignInTry("eve", Word, null), Cancellation)).Entrant);
        var ada = (await desk.TryAsync(new SignInTry("ada", Word, null), Cancellation)).Entrant!;
        Assert.Equal((new TenantId("demo"), EntrantKind.Password), (ada.Tenant, ada.Kind));
        Assert.Equal(Roles.May(Role.Admin, mayExport: false), door.MayNow(ada));
        Assert.Equal(Permissions.None, door.MayNow(ada with { Tenant = new TenantId("other") }));
    }

    [Fact]
    public async Task Who_is_removed_or_has_a_new_password_is_out_at_once()
    {
        await using var server = await RunningServer.StartAsync();
        var (house, desk, door) = Of(server);
        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);
        await house.AddOperatorAsync("demo", "bo", Role.PrivacyOfficer, mayExport: true, Word + "2", Cancellation);
        var (ada, bo) = ((await desk.TryAsync(new SignInTry("ada", Word, null), Cancellation)).Entrant!, (await desk.TryAsync(new SignInTry("bo", Word + "2", null), Cancellation)).Entrant!);
        Assert.True(door.MayNow(bo).HasFlag(Permissions.Export | Permissions.Customers));
        Assert.False(door.MayNow(ada).HasFlag(Permissions.Export));

        Assert.True(await house.RemoveOperatorAsync("demo", "bo", Cancellation));
        Assert.False(await house.RemoveOperatorAsync("demo", "ada", Cancellation)); // the last admin
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.SetPasswordAsync("ada", "another long word", Cancellation);

        Assert.Equal(Permissions.None, door.MayNow(bo));
        Assert.Equal(Permissions.None, door.MayNow(ada));
    }

    [Fact]
    public async Task Guessing_waits_longer_each_time_for_known_and_unknown_names_alike()
    {
        await using var server = await RunningServer.StartAsync();
        var (house, desk, _) = Of(server);
        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);

        foreach (var name in (string[])["ada", "nobody"])
        {
            for (var i = 0; i < 5; i++)
                Assert.Null((await desk.TryAsync(new SignInTry(name, "wrong wrong wrong", null), Cancellation)).Wait);
            Assert.InRange((await desk.TryAsync(new SignInTry(name, Word, null), Cancellation)).Wait!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null((await desk.TryAsync(new SignInTry("ada", "wrong wrong wrong", null), Cancellation)).Wait);
        Assert.True((await desk.TryAsync(new SignInTry("ada", Word, null), Cancellation)).Wait > TimeSpan.FromMinutes(1.5));
        server.Clock.Advance(TimeSpan.FromMinutes(2.1));
        Assert.NotNull((await desk.TryAsync(new SignInTry("ada", Word, null), Cancellation)).Entrant);
    }

    [Fact]
    public async Task A_flood_from_one_side_keeps_nobody_else_waiting()
    {
        await using var server = await RunningServer.StartAsync();
        var (house, desk, _) = Of(server);
        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);
        var (flood, home) = (IPAddress.Parse("2001:db8::1"), IPAddress.Parse("203.0.113.7"));
        Task<SignInAnswer> TryAsync(string name, string word, IPAddress from) => desk.TryAsync(new SignInTry(name, word, from), Cancellation);

        for (var i = 0; i < 10; i++)
            Assert.Null((await TryAsync(i < 4 ? "ada" : $"guess-{i}", "wrong wrong wrong", flood)).Wait);

        // The side waits, whatever the name and the address within its network; another side does not.
        Assert.NotNull((await TryAsync("bo", Word, flood)).Wait);
        Assert.NotNull((await TryAsync("ada", Word, IPAddress.Parse("2001:db8::2"))).Wait);
        Assert.NotNull((await TryAsync("ada", Word, home)).Entrant);

        // A side tries one password at a time, so that a queue of guesses keeps nobody waiting.
        server.Clock.Advance(TimeSpan.FromMinutes(1.1));
        var burst = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => TryAsync($"burst-{i}", "wrong wrong wrong", flood))));
        Assert.True(burst.Count(answer => answer.Wait is not null) >= 10);
        Assert.NotNull((await TryAsync("ada", Word, home)).Entrant);
    }

    [Fact]
    public async Task A_name_guessed_from_everywhere_opens_only_where_it_came_in_before()
    {
        await using var server = await RunningServer.StartAsync();
        var (house, desk, _) = Of(server);
        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);
        Assert.NotNull((await desk.TryAsync(new SignInTry("ada", Word, IPAddress.Loopback), Cancellation)).Entrant);

        for (var i = 0; i < 50; i++)
            Assert.Null((await desk.TryAsync(new SignInTry("Ada", "wrong wrong wrong", new IPAddress([198, 51, 100, (byte)i])), Cancellation)).Wait);

        Assert.InRange((await desk.TryAsync(new SignInTry("ada", Word, new IPAddress([198, 51, 100, 200])), Cancellation)).Wait!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        Assert.NotNull((await desk.TryAsync(new SignInTry("ada", Word, IPAddress.Loopback), Cancellation)).Entrant);
        server.Clock.Advance(TimeSpan.FromHours(1.1));
        Assert.NotNull((await desk.TryAsync(new SignInTry("ada", Word, new IPAddress([198, 51, 100, 200])), Cancellation)).Entrant);
    }

    private static (HouseKeeper House, SignInDesk Desk, Doorkeeper Door) Of(RunningServer server) =>
        (server.Services.GetRequiredService<HouseKeeper>(), server.Services.GetRequiredService<SignInDesk>(), server.Services.GetRequiredService<Doorkeeper>());
}
