using System.Text.Json;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>Makes <see cref="SessionCounts"/>.</summary>
internal static class SessionSums
{
    /// <summary>A row is a minute of one process or so. A client that claims more must not make sums overflow.</summary>
    public const uint MaxCount = 100_000_000;

    /// <summary>Of one session. Errors count only where nothing worse is known.</summary>
    public static SessionCounts OfOne(string status, uint errors) => status switch
    {
        "crashed" => new(1, 0, 0, 0, 1),
        "abnormal" => new(1, 0, 0, 1, 0),
        "unhandled" => new(1, 0, 1, 0, 0),
        "errored" => new(1, 1, 0, 0, 0),
        _ => new(1, errors > 0 ? 1u : 0, 0, 0, 0),
    };

    /// <summary>Of an entry of <c>aggregates</c>; its counts exclude each other.</summary>
    public static SessionCounts OfMany(JsonElement aggregate)
    {
        uint errored = Count(aggregate, "errored");
        uint unhandled = Count(aggregate, "unhandled");
        uint abnormal = Count(aggregate, "abnormal");
        uint crashed = Count(aggregate, "crashed");
        return new SessionCounts(Count(aggregate, "exited") + errored + unhandled + abnormal + crashed, errored, unhandled, abnormal, crashed);
    }

    /// <summary>A count; 0 when it is none.</summary>
    public static uint Count(JsonElement value, string name) =>
        SentryText.Find(value, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetUInt32(out uint count) ? Math.Min(count, MaxCount) : 0;
}
