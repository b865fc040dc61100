using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>
/// Answers a client of Sentry. Those SDKs throw away what is refused and never send it again, so "later" is 429 with how long to be silent, never 503 (docs/sentry-compatibility.md).
/// </summary>
internal static class SentryAnswer
{
    private const string ErrorHeader = "X-Sentry-Error";
    private const string LimitsHeader = "X-Sentry-Rate-Limits";
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    /// <summary>Writes the answer.</summary>
    /// <param name="response">Where.</param>
    /// <param name="answer">What.</param>
    /// <param name="eventId">Of what was accepted; null when it has none.</param>
    /// <param name="limited">What the client should not send for a while; empty: nothing at all.</param>
    public static async Task WriteAsync(HttpResponse response, IntakeAnswer answer, string? eventId, IReadOnlyCollection<Signal> limited)
    {
        response.StatusCode = StatusOf(answer.Kind);
        response.ContentType = MediaTypeNames.Application.Json;
        if (response.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            // Python reads whole seconds only; 0 would mean at once.
            string seconds = Math.Max(1, (long)Math.Ceiling((answer.RetryAfter ?? DefaultPause).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            response.Headers.RetryAfter = seconds;
            response.Headers[LimitsHeader] = $"{seconds}:{string.Join(';', limited.Select(Categories))}:key:{AnswerRow.Of(answer.Kind).Outcome}";
        }

        if (response.StatusCode != StatusCodes.Status200OK)
        {
            response.Headers[ErrorHeader] = HeaderText(answer.Message);
        }

        if (answer.Kind == AnswerKind.MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }

        await response.Body.WriteAsync(Body(response.StatusCode, answer, eventId));
    }

    private static byte[] Body(int status, IntakeAnswer answer, string? eventId) => (status, eventId) switch
    {
        (StatusCodes.Status200OK, null) => "{}"u8.ToArray(),
        (StatusCodes.Status200OK, _) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["id"] = eventId }),
        _ => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["detail"] = answer.Message }),
    };

    // Kestrel refuses other characters in a header, and a queue's sentence may quote something.
    private static string HeaderText(string text) => string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));

    private static int StatusOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted or AnswerKind.PartlyAccepted => StatusCodes.Status200OK,
        AnswerKind.Unauthenticated => StatusCodes.Status403Forbidden,
        AnswerKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        AnswerKind.RateLimited or AnswerKind.QueueUnavailable or AnswerKind.Overloaded or AnswerKind.KeysUnavailable => StatusCodes.Status429TooManyRequests,
        AnswerKind.TimedOut => StatusCodes.Status408RequestTimeout,
        AnswerKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string Categories(Signal signal) => signal switch
    {
        Signal.Crashes => "error;feedback",
        Signal.Spans => "transaction;span",
        Signal.Logs => "log_item",
        Signal.Sessions => "session",
        Signal.Metrics => "trace_metric",
        Signal.Attachments => "attachment",
        _ => "monitor;profile;profile_chunk;replay",
    };
}
