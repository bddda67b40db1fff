using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Audit;
using Rapport.Console.Breaches;
using Rapport.Console.People;
using Rapport.Console.Requests;

namespace Rapport.Console.Enter;

/// <summary>All desks of the console.</summary>
public static class Desks
{
    public static IServiceCollection AddDesks(this IServiceCollection services) =>
        services.AddSingleton<RequestsDesk>().AddSingleton<BreachesDesk>().AddSingleton<AuditDesk>().AddSingleton<PeopleDesk>();
}
