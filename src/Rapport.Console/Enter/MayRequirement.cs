using Microsoft.AspNetCore.Authorization;
using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>That an operator may do something now, whatever the session said when it began.</summary>
internal sealed record MayRequirement(Permissions Needed) : IAuthorizationRequirement
{
    internal sealed class Check(ConsoleOptions options) : AuthorizationHandler<MayRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayRequirement requirement)
        {
            if (Door.VisitOf(context.User, options) is { } visit && visit.May.HasFlag(requirement.Needed))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
