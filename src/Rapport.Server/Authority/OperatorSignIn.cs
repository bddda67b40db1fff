using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Rapport.Console;
using Rapport.Console.Enter;
using Rapport.Server.Hosting;

namespace Rapport.Server.Authority;

/// <summary>Operators' sign-in by OpenID Connect: code flow with PKCE, state and nonce, one scheme for each shop that has a provider.</summary>
internal static class OperatorSignIn
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static IServiceCollection AddOperatorSignIn(this IServiceCollection services, TenantDirectory tenants)
    {
        foreach (var tenant in tenants.All)
        {
            if (tenant.OperatorSignIn is not { } settings)
                continue;
            var secret = SecretOf(tenant, settings);
            services.AddAuthentication().AddOpenIdConnect(SchemeOf(tenant), _ => { });
            services.AddOptions<OpenIdConnectOptions>(SchemeOf(tenant)).Configure<TimeProvider>((options, clock) => Configure(options, tenant, settings, secret, clock));
        }

        return services;
    }

    /// <summary>The doors to providers, as the console shows them.</summary>
    public static IReadOnlyList<SignInProvider> ProvidersOf(TenantDirectory tenants) =>
    [
        .. from tenant in tenants.All
           where tenant.OperatorSignIn is not null
           let settings = tenant.OperatorSignIn
           select new SignInProvider(SchemeOf(tenant), settings.Name.Length > 0 ? settings.Name : new Uri(settings.Authority).Host),
    ];

    private static string SchemeOf(Tenant tenant) => "oidc-" + tenant.Id.Value;

    private static string? SecretOf(Tenant tenant, OperatorSignInSettings settings)
    {
        if (settings.ClientSecretVariable is not { } variable)
            return null;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret
            ? secret
            : throw new SettingsException($"{RapportSettings.FileName}: tenant '{tenant.Id}': operatorSignIn needs the client's secret in the environment variable {variable}, or clientSecretVariable null.");
    }

    private static void Configure(OpenIdConnectOptions options, Tenant tenant, OperatorSignInSettings settings, string? secret, TimeProvider clock)
    {
        options.SignInScheme = ConsoleHosting.Scheme;
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = !settings.IsLoopback;
        options.ClientId = settings.ClientId;
        options.ClientSecret = secret;
        options.CallbackPath = $"/enter/{SchemeOf(tenant)}/back";
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(30);
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Prepend(OpenIdConnectScope.OpenId))
            options.Scope.Add(scope);
        // The provider sends the browser back from its own site: these two, alone, come along.
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => Holds(from, to, clock.GetUtcNow().UtcDateTime),
        };
        options.Events = new OpenIdConnectEvents
        {
            OnMessageReceived = KeepToConsole,
            OnTokenValidated = context => LetIn(context, tenant, settings, clock),
            OnRemoteFailure = context => Refuse(context, tenant),
        };
    }

    private static bool Holds(DateTime? from, DateTime? to, DateTime now) => to > now - Skew && !(from > now + Skew);

    /// <summary>The address of the way back lies in the console's branch; the same path outside of it is nothing.</summary>
    private static Task KeepToConsole(MessageReceivedContext context)
    {
        if (!context.Request.PathBase.Value!.EndsWith("/console", StringComparison.Ordinal))
            context.SkipHandler();
        return Task.CompletedTask;
    }

    private static Task LetIn(TokenValidatedContext context, Tenant tenant, OperatorSignInSettings settings, TimeProvider clock)
    {
        if (context.Principal is not { } person || OperatorProviders.Admit(tenant, settings, person) is not { } entrant)
        {
            context.Fail(new NoRoleException());
            return Task.CompletedTask;
        }

        var (principal, until) = ConsoleHosting.Admit(entrant, clock.GetUtcNow());
        context.Principal = principal;
        context.Properties = new AuthenticationProperties { RedirectUri = context.Properties?.RedirectUri, ExpiresUtc = until };
        return Task.CompletedTask;
    }

    private static Task Refuse(RemoteFailureContext context, Tenant tenant)
    {
        var why = context.Failure switch
        {
            NoRoleException => "role",
            HttpRequestException or OperationCanceledException => "away",
            { InnerException: HttpRequestException or OperationCanceledException or IOException } => "away",
            _ => "answer",
        };
        context.HttpContext.RequestServices.GetRequiredService<ILogger<OperatorProviders>>().OperatorRefused(tenant.Id.Value, why);
        context.HandleResponse();
        context.Response.Redirect($"{context.Request.PathBase}/enter?refused={why}");
        return Task.CompletedTask;
    }

    private sealed class NoRoleException() : Exception("No claim gives a role.");
}
