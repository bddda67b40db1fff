using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Enter;
using Rapport.Console.Figures;
using Rapport.Console.Shell;
using Rapport.Storage.House;

namespace Rapport.Console.Tests;

/// <summary>Nothing in the console is there for whoever happens to be inside: each page, address and deed names its permission.</summary>
public sealed class RolesTests : ConsoleTestBase
{
    /// <summary>What anybody may ask for, and why.</summary>
    private static readonly Dictionary<string, string> ForAnybody = new(StringComparer.Ordinal)
    {
        ["/enter"] = "the door",
        ["/assets/{name}"] = "style sheets and scripts",
        ["/language/{value}"] = "a cookie without identity",
        ["/theme/{value}"] = "a cookie without identity",
        ["/enter/{scheme}"] = "the way to the identity provider",
        ["/arrived"] = "the way back from it: a page without anything of the shop",
    };

    /// <summary>What a page may hold that is no desk: it reads counts, or is the frame.</summary>
    private static readonly HashSet<Type> Harmless = [typeof(FigureReader), typeof(ConsoleOptions), typeof(TimeProvider), typeof(NavigationManager), typeof(Core.Shops)];

    [Fact]
    public async Task Every_page_and_every_form_names_its_permission()
    {
        await using var host = await ConsoleHost.StartAsync(Shop, Xunit.TestContext.Current.CancellationToken);

        var addresses = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(address => address.RoutePattern.RawText is { } text && text != "{*path:nonfile}" && !text.Contains("_blazor", StringComparison.Ordinal) && !text.Contains("_framework", StringComparison.Ordinal)).ToList();

        Assert.Contains(addresses, address => address.RoutePattern.RawText == "/requests");
        Assert.All(addresses.Where(address => !ForAnybody.ContainsKey("/" + address.RoutePattern.RawText!.TrimStart('/'))), address => Assert.True(address.Metadata.GetMetadata<MayAttribute>() is not null, $"{address.RoutePattern.RawText} names no permission."));
        // Where anybody may come, that is said, not forgotten.
        Assert.All(addresses.Where(address => address.Metadata.GetMetadata<MayAttribute>() is null), address => Assert.True(address.Metadata.GetMetadata<IAllowAnonymous>() is not null, $"{address.RoutePattern.RawText} is open by accident."));
        // The live connection carries whatever page is on it.
        var hub = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(address => address.RoutePattern.RawText!.Contains("_blazor", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(hub);
        Assert.All(hub, address => Assert.Contains(address.Metadata.GetOrderedMetadata<IAuthorizeData>(), asked => asked.Policy == ConsoleHosting.Scheme));
    }

    [Fact]
    public async Task Every_deed_of_every_desk_is_refused_to_who_may_do_nothing_and_nothing_is_written_down()
    {
        var visit = Shop.Visit();
        Shop.May = Permissions.None;

        var deeds = typeof(StaffDesk).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StaffDesk)))
            .SelectMany(desk => desk.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(deed => !deed.IsSpecialName).ToList();

        Assert.NotEmpty(deeds);
        foreach (var deed in deeds)
        {
            Assert.True(deed.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(OperatorVisit), $"{deed.DeclaringType!.Name}.{deed.Name} does not ask who comes.");
            await Assert.ThrowsAsync<NotPermittedException>(() => CallAsync(deed, visit));
        }

        Assert.Empty(await Shop.AuditAsync());
    }

    [Fact]
    public void Pages_reach_people_and_policy_by_desks_alone()
    {
        var held = from type in typeof(StaffDesk).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)))
                   from property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                   where property.GetCustomAttribute<InjectAttribute>() is not null && !Harmless.Contains(property.PropertyType) && !property.PropertyType.IsSubclassOf(typeof(StaffDesk))
                   select $"{type.Name} holds {property.PropertyType.Name}";

        Assert.Empty(held);
    }

    /// <summary>The permission is asked before anything else, so what else is given does not matter.</summary>
    private async Task CallAsync(MethodInfo deed, OperatorVisit visit)
    {
        try
        {
            var given = deed.GetParameters().Select(parameter => parameter.ParameterType == typeof(OperatorVisit) ? visit : Something(parameter.ParameterType)).ToArray();
            if (deed.Invoke(Browser.Services.GetRequiredService(deed.DeclaringType!), given) is Task task)
                await task;
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }

    private static object? Something(Type type) => type == typeof(string) ? "x" : type.IsValueType ? Activator.CreateInstance(type) : null;
}
