using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Telemetry.Control;
using Telemetry.Storage.Queries;

namespace Telemetry.Query.Api.Problems;

/// <summary>
/// Makes a problem document of what the store or the control database could not answer. A filter rather than middleware: it covers the API alone, wherever it is hosted.
/// </summary>
internal sealed class FailureFilter : IEndpointFilter
{
    private const int RetrySeconds = 5;

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (QueryFailedException exception)
        {
            return Explain(exception, context.HttpContext);
        }
        catch (ControlUnavailableException exception)
        {
            AskToRetry(context.HttpContext);
            return ApiProblem.Unavailable(exception.Message);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
    }

    /// <summary>The problem document of a query that failed.</summary>
    public static ProblemHttpResult Explain(QueryFailedException exception, HttpContext context)
    {
        switch (exception.Failure)
        {
            case QueryFailure.TooMuchMemory or QueryFailure.TooMuchTime:
                return ApiProblem.TooExpensive(exception.Message);
            case QueryFailure.Busy:
                AskToRetry(context);
                return ApiProblem.Busy(exception.Message);
            default:
                AskToRetry(context);
                return ApiProblem.Unavailable(exception.Message);
        }
    }

    /// <summary>Names the time after which it may go better.</summary>
    public static void AskToRetry(HttpContext context) =>
        context.Response.Headers[HeaderNames.RetryAfter] = RetrySeconds.ToString(CultureInfo.InvariantCulture);
}
