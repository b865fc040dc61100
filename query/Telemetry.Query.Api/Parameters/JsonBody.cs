using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Query.Api.Problems;

namespace Telemetry.Query.Api.Parameters;

/// <summary>Reads a request's body. The framework's own binding would answer a wrong one without a word.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 64 * 1024;

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
            T? body = await context.Request.ReadFromJsonAsync<T>(cancellationToken);
            return body is null ? (null, ApiProblem.Parameter("body", "The body is empty.")) : (body, null);
        }
        catch (JsonException exception)
        {
            return (null, ApiProblem.Parameter("body", $"The body is not the JSON that this call takes; the mistake is at {exception.Path ?? "its start"}."));
        }
        catch (BadHttpRequestException)
        {
            return (null, ApiProblem.Parameter("body", $"The body may have at most {maxBytes} bytes."));
        }
    }
}
