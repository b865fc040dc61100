using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Logs;

/// <summary>A record among what the same process logged before and after.</summary>
/// <param name="Item">The record.</param>
/// <param name="Records">Newest first, the record among them.</param>
internal sealed record LogContext(LogItem Item, IReadOnlyList<LogItem> Records);

/// <summary>Reads it.</summary>
internal sealed class LogContextReader(QueryApiClient api, string project, LogItem item, CancellationToken cancellationToken)
{
    /// <summary>Records on each side.</summary>
    public const int Around = 20;

    private const int PageSize = 1000;
    private const int MaxTries = 12;
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    private readonly string _query = LogInstance.Query(item);
    private readonly LogRecordKey _key = LogRecordKey.Of(item);
    private readonly DateTimeOffset _time = UtcTime.TryParse(item.Timestamp) ?? DateTimeOffset.UnixEpoch;

    public async Task<ApiAnswer<LogContext>> ReadAsync()
    {
        var before = await SearchAsync(_time - Farthest, _time.AddTicks(1), PageSize);
        var after = await ReadAfterAsync();
        if ((before.Failure ?? after.Failure) is { } failure)
        {
            return failure;
        }

        var older = before.Value?.Items ?? [];
        var place = older.TakeWhile(record => LogRecordKey.Of(record) != _key).Count();
        IReadOnlyList<LogItem> newer = [.. (after.Value?.Items ?? []), .. older.Take(place)];
        return new LogContext(item, [.. newer.TakeLast(Around), item, .. older.Skip(place + 1).Take(Around)]);
    }

    // The API answers newest first, so the first records after a moment are found by a stretch that holds enough of them and not too many:
    // ten times as long until there are enough, and back by halves when there are more than a page.
    private async Task<ApiAnswer<LogPage>> ReadAfterAsync()
    {
        var (shortest, length, longest) = (TimeSpan.Zero, TimeSpan.FromSeconds(1), Farthest);
        ApiAnswer<LogPage> answer = new ApiFailure(ApiFailureKind.NotFound, "");
        for (var tries = 0; tries < MaxTries; tries++)
        {
            answer = await SearchAsync(_time.AddTicks(1), _time.AddTicks(1) + length, PageSize);
            if (answer.Value is not { } page || (page.Next is null && (page.Items.Count >= Around || length >= longest)))
            {
                return answer;
            }

            (shortest, longest) = page.Next is null ? (length, longest) : (shortest, length);
            length = longest == Farthest ? Min(length * 10, Farthest) : shortest + ((longest - shortest) / 2);
        }

        return answer;
    }

    private Task<ApiAnswer<LogPage>> SearchAsync(DateTimeOffset from, DateTimeOffset to, int limit) =>
        api.SearchLogsAsync(new ApiSearch(project, _query, new UtcRange(from, to)), limit, null, cancellationToken);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
