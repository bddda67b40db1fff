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
        Assert.Null((await desk.TryAsync("ada", "correct horse batterz", Cancellation)).Entrant);
        Assert.Null((await desk.TryAsync("eve", Word, Cancellation)).Entrant);
        var ada = (await desk.TryAsync("ada", Word, Cancellation)).Entrant!;
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
        var (ada, bo) = ((await desk.TryAsync("ada", Word, Cancellation)).Entrant!, (await desk.TryAsync("bo", Word + "2", Cancellation)).Entrant!);
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
                Assert.Null((await desk.TryAsync(name, "wrong wrong wrong", Cancellation)).Wait);
            Assert.InRange((await desk.TryAsync(name, Word, Cancellation)).Wait!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null((await desk.TryAsync("ada", "wrong wrong wrong", Cancellation)).Wait);
        Assert.True((await desk.TryAsync("ada", Word, Cancellation)).Wait > TimeSpan.FromMinutes(1.5));
        server.Clock.Advance(TimeSpan.FromMinutes(2.1));
        Assert.NotNull((await desk.TryAsync("ada", Word, Cancellation)).Entrant);
    }

    private static (HouseKeeper House, SignInDesk Desk, Doorkeeper Door) Of(RunningServer server) =>
        (server.Services.GetRequiredService<HouseKeeper>(), server.Services.GetRequiredService<SignInDesk>(), server.Services.GetRequiredService<Doorkeeper>());
}
