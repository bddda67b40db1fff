using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Who may ask what: a policy for each group of addresses.</summary>
internal static class Policies
{
    public const string Role = "role";
    public const string Writer = "writer";
    public const string Person = "person";
    public const string Shop = "shop";

    /// <summary>The customer concerned, or the shop.</summary>
    public const string Rights = "rights";

    public static IServiceCollection AddAuthority(this IServiceCollection services, TenantDirectory tenants)
    {
        services.AddSingleton(tenants).AddSingleton<CustomerTokens>().AddSingleton<SecretKeys>().AddSingleton<Sides>().AddSingleton<SignInDesk>().AddSingleton<OperatorProviders>().AddOperatorSignIn(tenants).AddSingleton<Doorkeeper>();
        services.AddSingleton(services => HouseBook.Of(services.GetRequiredService<RapportOptions>().Home)).AddSingleton<HouseKeeper>().AddHostedService<KeyUseKeeper>();
        services.AddAuthentication(RapportAuthentication.Name).AddScheme<AuthenticationSchemeOptions, RapportAuthentication>(RapportAuthentication.Name, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Shop, policy => policy.RequireClaim(Role, Shop))
            .AddPolicy(Rights, policy => policy.RequireClaim(Role, Shop, Person));
        return services;
    }

    /// <summary>A credential that does not hold is refused even where none is needed, so that a typing error does not pass for a stranger.</summary>
    public static IApplicationBuilder UseHonestCredentials(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Headers.Authorization.Count > 0
            && context.GetEndpoint()?.Metadata.GetMetadata<ReadsOwnCredentials>() is null
            && (await context.AuthenticateAsync()).Failure is not null)
        {
            await context.ChallengeAsync();
            return;
        }

        await next(context);
    });
}

/// <summary>Marks addresses whose credential may also stand in the body.</summary>
internal sealed class ReadsOwnCredentials;
