using System.Globalization;
using System.Text.RegularExpressions;
using ClickHouse.Driver;

namespace Telemetry.Storage.Queries;

/// <summary>Says what an error of the store means for whoever asked.</summary>
internal static partial class QueryFailures
{
    // https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
    private const int UnknownTable = 60;
    private const int UnknownDatabase = 81;
    private const int TimeoutExceeded = 159;
    private const int TooManyQueries = 202;
    private const int MemoryLimitExceeded = 241;

    /// <summary>The failure to report; null when the exception is the caller's own cancellation or a fault of ours.</summary>
    public static QueryFailedException? Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => null,
        ClickHouseServerException server => Explain(server),
        HttpRequestException or IOException or TimeoutException or OperationCanceledException => Unavailable("The store cannot be reached. Try again in a few seconds.", exception),
        _ => null,
    };

    private static QueryFailedException? Explain(ClickHouseServerException exception) => ErrorCode(exception.Message) switch
    {
        TimeoutExceeded => new(QueryFailure.TooMuchTime, "The query took too long. Narrow the time range, or name a service or a whole word.", exception),
        TooManyQueries => new(QueryFailure.Busy, "Too many queries are running. Try again in a few seconds.", exception),
        UnknownTable or UnknownDatabase => Unavailable("The store is starting. Try again in a few seconds.", exception),
        // The engine names the limit that was reached: one query's, or that of all together.
        MemoryLimitExceeded when exception.Message.Contains("(total)", StringComparison.Ordinal) =>
            Unavailable("The store is short of memory. Try again in a few seconds, or narrow the time range.", exception),
        MemoryLimitExceeded => new(QueryFailure.TooMuchMemory, "The query needs too much memory. Narrow the time range, or group by a field with fewer values.", exception),
        _ => null,
    };

    // When rows were written before the cap was reached, the text holds them too, and the error stands behind them; the driver takes for the error's number
    // what it finds first. Having the engine hold rows back until the end (wait_end_of_query) costs it 1 to 3 ms a statement.
    private static int ErrorCode(string text) =>
        StatedError().Match(text) is { Success: true } last ? int.Parse(last.Groups["code"].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("Code: (?<code>[0-9]{1,6})\\. DB::", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex StatedError();

    private static QueryFailedException Unavailable(string message, Exception exception) => new(QueryFailure.Unavailable, message, exception);
}
