using System.Net;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>A problem document (RFC 9457) as the query API writes it, with the extensions of <see cref="SearchError"/>.</summary>
internal sealed record ApiProblem(string? Title, string? Detail, int? Position, int? Length, IReadOnlyList<string>? Expected)
{
    /// <summary>Lines of rules that are wrong; null: the problem is none of rules.</summary>
    public IReadOnlyList<RuleProblemItem>? Problems { get; init; }

    public ApiFailure ToFailure(HttpStatusCode status)
    {
        var message = Detail ?? Title ?? "";
        return status switch
        {
            HttpStatusCode.BadRequest when Position is { } position =>
                new(ApiFailureKind.BadQuery, message, new SearchError(message, position, Length ?? 0, Expected ?? [])),
            HttpStatusCode.BadRequest => new(ApiFailureKind.BadRequest, message) { Lines = Problems ?? [] },
            HttpStatusCode.Unauthorized => new(ApiFailureKind.SignInNeeded, message),
            HttpStatusCode.Forbidden => new(ApiFailureKind.Forbidden, message),
            HttpStatusCode.NotFound => new(ApiFailureKind.NotFound, message),
            HttpStatusCode.Conflict => new(ApiFailureKind.Conflict, message),
            HttpStatusCode.TooManyRequests => new(ApiFailureKind.Busy, message),
            HttpStatusCode.UnprocessableEntity or HttpStatusCode.GatewayTimeout => new(ApiFailureKind.TooExpensive, message),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway => new(ApiFailureKind.Unavailable, message),
            _ => new(ApiFailureKind.Unexpected, $"The query API answered with status {(int)status}. {message}".TrimEnd()),
        };
    }
}
