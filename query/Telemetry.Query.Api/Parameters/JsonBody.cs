using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Query.Api.Problems;

namespace Telemetry.Query.Api.Parameters;

/// <summary>
/// Reads a request's body. The framework's own binding would answer a wrong one without a word. A field that the call does not know is refused:
/// a misspelt one would otherwise replace what is there by nothing.
/// </summary>
internal static class JsonBody
{
    private const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Describes the body in the OpenAPI document, and the answer for whoever may not.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder builder)
        where T : notnull => builder.Accepts<T>("application/json");

    /// <summary>The body, or what is wrong with it: exactly one of the two.</summary>
    public static Task<(T? Body, ProblemHttpResult? Problem)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken)
        where T : class => ReadAsync<T>(context, MaxBytes, cancellationToken);

    /// <summary>The same for a body that may have more bytes than most.</summary>
    public static async Task<(T? Body, ProblemHttpResult? Problem)> ReadAsync<T>(HttpContext context, int maxBytes, CancellationToken cancellationToken)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes;
        }

        if (!context.Request.HasJsonContentType())
        {
            return (null, ApiProblem.Parameter("body", "Send a JSON document with 'Content-Type: application/json'."));
        }

        try
        {
            T? body = await context.Request.ReadFromJsonAsync<T>(Strict, cancellationToken);
            return body is null ? (null, ApiProblem.Parameter("body", "The body is empty.")) : (body, null);
        }
        catch (JsonException exception)
        {
            return (null, ApiProblem.Parameter("body", Explain(typeof(T), exception)));
        }
        catch (BadHttpRequestException)
        {
            return (null, ApiProblem.Parameter("body", $"The body may have at most {maxBytes} bytes."));
        }
    }

    private static string Explain(Type type, JsonException exception)
    {
        string[] known = [.. Strict.GetTypeInfo(type).Properties.Select(property => property.Name)];
        string path = exception.Path ?? "its start";
        return path.StartsWith("$.", StringComparison.Ordinal) && path.IndexOfAny(['.', '['], 2) < 0 && !known.Contains(path[2..], StringComparer.OrdinalIgnoreCase)
            ? $"There is no '{path[2..]}' in what this call takes: {string.Join(", ", known)}."
            : $"The body is not the JSON that this call takes; the mistake is at {path}.";
    }
}
