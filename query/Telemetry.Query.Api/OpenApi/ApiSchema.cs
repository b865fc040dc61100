using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Telemetry.Query.Api.OpenApi;

/// <summary>
/// Corrects two things about schemas. Numbers are described as "integer or string", since the serialiser would read both; the API only writes, and writes numbers.
/// And problem documents have members of ours.
/// </summary>
internal sealed class ApiSchema : IOpenApiSchemaTransformer
{
    private const JsonSchemaType Numeric = JsonSchemaType.Integer | JsonSchemaType.Number;

    /// <inheritdoc />
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && (type & Numeric) != 0)
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
        {
            AddExtensions(schema.Properties ??= new Dictionary<string, IOpenApiSchema>());
        }

        return Task.CompletedTask;
    }

    private static void AddExtensions(IDictionary<string, IOpenApiSchema> properties)
    {
        properties["parameter"] = Schema(JsonSchemaType.String, "The parameter that is wrong.");
        properties["position"] = Schema(JsonSchemaType.Integer, "Where the query was not understood: characters from its start, from 0.");
        properties["length"] = Schema(JsonSchemaType.Integer, "Characters concerned; 0 at the end.");
        properties["expected"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
            Description = "What would have been understood there.",
        };
    }

    private static OpenApiSchema Schema(JsonSchemaType type, string description) => new() { Type = type, Description = description };
}
