using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Rapport.Server.Authority;
using Rapport.Storage.House;
using Scalar.AspNetCore;

namespace Rapport.Server.Hosting;

/// <summary>The API described: OpenAPI at <c>/openapi/v1.json</c>, readable at <c>/docs</c>; everything served from here.</summary>
internal static class ApiDocs
{
    public static IServiceCollection AddApiDocs(this IServiceCollection services) => services.AddOpenApi("v1", docs =>
    {
        docs.ShouldInclude = address => address.RelativePath is "health" || address.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        docs.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Rapport", Version = "v1", Description = "Consented personalization: events in, choices, decisions with their reasons, and every right of the customer." };
            document.Servers = [];
            return Task.CompletedTask;
        });
        docs.AddOperationTransformer((operation, context, _) =>
        {
            DescribePath(operation, context);
            operation.Responses?.TryAdd("default", new OpenApiResponse { Description = "A problem by RFC 9457; its code is stable." });
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocs(this WebApplication app)
    {
        app.MapOpenApi().Needs(Permissions.None);
        app.MapScalarApiReference("/docs", reference => reference
            .WithTitle("Rapport API")
            .DisableDefaultFonts()
            .WithProxy("")
            .DisableAgent()
            .DisableMcp()
            .WithNonce());
    }

    /// <summary>Path parameters that a handler reads through a group are described too.</summary>
    private static void DescribePath(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var segment in (context.Description.RelativePath ?? "").Split('/').Where(segment => segment is ['{', .., '}']))
        {
            var name = segment[1..^1];
            operation.Parameters ??= [];
            if (!operation.Parameters.Any(parameter => parameter.Name == name && parameter.In == ParameterLocation.Path))
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }
}
