using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;

namespace Rapport.Server.Authority;

/// <summary>The customer a request is about, and that its caller may ask about.</summary>
internal sealed record Subject(Tenant Tenant, CustomerId Customer)
{
    /// <param name="id">As given; null or <c>me</c> is the customer of the token.</param>
    /// <param name="isAnonymous">Whether the id is an anonymous one; null is no.</param>
    public static bool TryFind(HttpContext context, string? id, bool? isAnonymous, [NotNullWhen(true)] out Subject? subject, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        subject = null;
        var code = "";
        switch (Caller.Of(context))
        {
            case Caller.Person person when id is null or "me" || (person.Customer.Value == id && isAnonymous is null) || person.Customer == Named(id, isAnonymous):
                subject = new Subject(person.Tenant, person.Customer);
                break;
            case Caller.Shop shop when id is not null && id != "me":
                subject = new Subject(shop.Tenant, Named(id, isAnonymous));
                break;
            case Caller.Person:
                code = "other-customer";
                break;
            case Caller.Shop:
                code = id is null ? "customer-missing" : "me-needs-token";
                break;
            case Caller.Writer:
                code = "write-key-cannot-read";
                break;
            default:
                code = "no-credentials";
                break;
        }

        problem = subject is null ? Problem.Of(code) : null;
        return subject is not null;
    }

    /// <summary>For addresses where every name is a name, <c>me</c> and a blank one too.</summary>
    public static bool TryFindNamed(HttpContext context, string? id, bool? isAnonymous, [NotNullWhen(true)] out Subject? subject, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        if (Caller.Of(context) is not Caller.Shop shop || id is null)
            return TryFind(context, id, isAnonymous, out subject, out problem);
        (subject, problem) = (new Subject(shop.Tenant, Named(id, isAnonymous)), null);
        return true;
    }

    private static CustomerId Named(string id, bool? isAnonymous) => CustomerId.Named(id, isAnonymous == true);
}
