using Microsoft.AspNetCore.Http;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Who asks, proven by a credential, and for which shop (ground rule 1).</summary>
internal abstract record Caller(Tenant Tenant)
{
    /// <summary>A holder of a publishable write key: writes events, nothing else.</summary>
    public sealed record Writer(Tenant Tenant, string Key) : Caller(Tenant);

    /// <summary>The shop itself, by a secret key: what the key's scope allows, of its tenant only.</summary>
    public sealed record Shop(Tenant Tenant, Permissions May, string KeyName) : Caller(Tenant)
    {
        /// <summary>As the audit names it.</summary>
        public string Actor => "key:" + KeyName;
    }

    /// <summary>One customer, by a token the shop signed: decisions, choices and rights of that customer only.</summary>
    public sealed record Person(Tenant Tenant, CustomerId Customer) : Caller(Tenant);

    /// <summary>Null where no credential was shown.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
