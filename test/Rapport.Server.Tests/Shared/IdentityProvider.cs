using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Rapport.Server.Tests.Shared;

/// <summary>A real identity provider, OpenIddict, on a port the system chose. Whoever comes is <see cref="Person"/>; on request its answers are bent as an attacker would.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "rapport";
    public const string ClientSecret = "a secret of the test alone";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key;

    private IdentityProvider(WebApplication app, RsaSecurityKey key) => (_app, _key) = (app, key);

    public string Address => _app.Urls.Single();

    /// <summary>Who sits at the browser: subject and groups.</summary>
    public (string Subject, string[] Groups) Person { get; set; } = ("ada", ["shop-admins"]);

    /// <summary>Changes the claims of the next id tokens, which are signed again with the provider's own key.</summary>
    public Action<JsonObject>? Bend { get; set; }

    /// <summary>Signs bent tokens with a key that is not the provider's.</summary>
    public bool SignsWithAnotherKey { get; set; }

    /// <summary>The queries that came for authorization.</summary>
    public List<IQueryCollection> Asked { get; } = [];

    public static async Task<IdentityProvider> StartAsync()
    {
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "of-the-provider" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = Guid.NewGuid().ToString();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(store).UseOpenIddict());
        builder.Services.AddAuthorization();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.AddSigningKey(key).AddEphemeralEncryptionKey();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var app = builder.Build();
        var provider = new IdentityProvider(app, key);
        app.Use(provider.BendTokens);
        app.UseAuthentication();
        app.MapGet("/authorize", provider.Authorize);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>Makes the server known, as its operator would at a provider.</summary>
    public async Task RegisterAsync(string serverAddress, string scheme)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(
            new OpenIddictApplicationDescriptor
            {
                ClientId = ClientId,
                ClientSecret = ClientSecret,
                RedirectUris = { new Uri($"{serverAddress}/console/enter/{scheme}/back") },
                Permissions = { Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code },
            },
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(HttpContext context)
    {
        Asked.Add(context.Request.Query);
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Person.Subject);
        identity.SetClaims("groups", [.. Person.Groups]);
        identity.SetScopes(Scopes.OpenId);
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async Task BendTokens(HttpContext context, RequestDelegate next)
    {
        if (Bend is not { } bend || context.Request.Path != "/token")
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = body;
        var answer = JsonNode.Parse(kept.ToArray())!.AsObject();
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(answer["id_token"]!.GetValue<string>().Split('.')[1]))!.AsObject();
        bend(claims);
        var key = SignsWithAnotherKey ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId } : _key;
        answer["id_token"] = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString());
        context.Response.ContentLength = bytes.Length;
        await body.WriteAsync(bytes);
    }
}
