using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Web.Api;

namespace Telemetry.Web.Logs;

/// <summary>What a page's script is told when the query API has no answer: a problem document with a sentence for the reader.</summary>
internal static class ScriptProblem
{
    public static ProblemHttpResult Of(ApiFailure? failure) => TypedResults.Problem(
        failure?.Message.Length > 0 ? failure.Message : "The records could not be read.",
        statusCode: failure?.Kind switch
        {
            ApiFailureKind.SignInNeeded => StatusCodes.Status401Unauthorized,
            ApiFailureKind.Forbidden => StatusCodes.Status403Forbidden,
            ApiFailureKind.NotFound => StatusCodes.Status404NotFound,
            ApiFailureKind.BadQuery or ApiFailureKind.BadRequest => StatusCodes.Status400BadRequest,
            ApiFailureKind.TooExpensive => StatusCodes.Status422UnprocessableEntity,
            ApiFailureKind.Busy => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        });
}
