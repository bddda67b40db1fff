using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rapport.Server.Problems;

namespace Rapport.Server.Authority;

/// <summary>Reads the <c>Authorization</c> header: a write key (Basic), a secret key (Bearer) or a customer token (Bearer).</summary>
internal sealed class RapportAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, TenantDirectory tenants, SecretKeys secretKeys, CustomerTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "Rapport";

    // Who asks stands in the Caller; the framework is told the role alone, which is the same object for all.
    private static readonly AuthenticateResult Shop = Holds(Policies.Shop);
    private static readonly AuthenticateResult Person = Holds(Policies.Person);
    private static readonly AuthenticateResult Writer = Holds(Policies.Writer);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return AuthenticateResult.NoResult();

        var (caller, problem) = await ReadAsync(header);
        if (caller is null)
            return AuthenticateResult.Fail(problem);
        Context.Features.Set(caller);
        return caller switch { Caller.Shop => Shop, Caller.Person => Person, _ => Writer };
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problem.WriteAsync(Context, failure ?? "no-credentials");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Caller.Of(Context) switch { Caller.Writer => "write-key-cannot-read", Caller.Shop => "key-out-of-scope", _ => "secret-key-needed" });

    private static AuthenticateResult Holds(string role) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Policies.Role, role)], Name)), Name));

    private async Task<(Caller? Caller, string Problem)> ReadAsync(string header)
    {
        if (Credential(header, "Basic ") is { } basic)
            return KeyOf(basic) is { } key && tenants.FindByWriteKey(key) is { } writer ? (new Caller.Writer(writer, key), "") : (null, "wrong-key");
        if (Credential(header, "Bearer ") is not { } bearer)
            return (null, "wrong-key");
        if (bearer.Count(c => c == '.') == 2)
            return await tokens.CheckAsync(bearer);
        return secretKeys.Find(bearer) is { } shop ? (shop, "")
            : tenants.FindByWriteKey(bearer) is { } tenant ? (new Caller.Writer(tenant, bearer), "")
            : (null, "wrong-key");
    }

    private static string? Credential(string header, string scheme) =>
        header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;

    /// <summary>The user name of Basic authentication, with its colon or without.</summary>
    private static string? KeyOf(string base64)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (base64.Length > 600 || !Convert.TryFromBase64String(base64, bytes, out var written))
            return null;
        return Encoding.UTF8.GetString(bytes[..written]).Split(':', 2)[0];
    }
}
