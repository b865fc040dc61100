using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Telemetry.Query.Api.Access;

namespace Telemetry.Query.Api.OpenApi;

/// <summary>What is the same for every call: the token, the project, what the answers mean.</summary>
internal sealed class ApiOperation : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Problems = new()
    {
        ["400"] = "A parameter cannot be read: 'parameter' names it, and for a query 'position', 'length' and 'expected' say where and what would do.",
        ["401"] = "No token, or one nobody knows.",
        ["403"] = "The token is known and its scope does not allow this.",
        ["404"] = "No such project or item, or the token may not see it.",
        ["409"] = "Somebody changed it meanwhile; read it again.",
        ["422"] = "The query would need more memory or time than one query may have.",
        ["429"] = "Too many at once; Retry-After says when to come back.",
        ["501"] = "The store is a cluster, which cannot do this.",
        ["503"] = "The store or the control database is away; Retry-After says when to come back.",
    };

    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiAccess.Scheme, context.Document)] = [] }];
        foreach ((string status, IOpenApiResponse response) in operation.Responses ?? [])
        {
            if (Problems.TryGetValue(status, out string? text))
            {
                response.Description = text;
            }
        }

        foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            Describe(parameter);
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiParameter parameter)
    {
        if (parameter.Name == ProjectAccess.RouteKey)
        {
            parameter.Description = "The project's number, from the list of projects.";
        }

        // Text to the framework, so that a wrong one is named in the answer.
        if (parameter.Name is "limit" or "buckets")
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
        }
    }
}
