using System.Text.Json;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model.Releases;
using Telemetry.Model.Sentry;
using Telemetry.Model.Sessions;
using Telemetry.Model.Times;
using TimeWindow = Telemetry.Ingest.Worker.Records.TimeWindow;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>Reads a frame of the session lane into rows. What cannot be read is missing among them: it is malformed.</summary>
internal sealed class SessionReader
{
    // A session that has ended stays ended, whatever comes late (docs/adr/0122).
    private const ulong EndedBit = 1UL << 62;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly RecordMarks _marks = new();
    private TimeWindow _window;
    private ClockDrift _drift;
    private string _id = "";

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<SessionRow> Read(in IntakeFrame frame)
    {
        if (frame.Payload.IsEmpty || TryParse(frame.Payload[1..]) is not { } document)
        {
            return [];
        }

        using (document)
        {
            JsonElement header = SentryText.Find(document.RootElement, "header");
            _window = new TimeWindow(frame);
            _drift = ClockDrift.Between(SentryTime.Read(SentryText.Find(header, "sent_at")), new UnixNanoseconds(frame.ReceivedAtUnixNanoseconds));
            _id = SessionText.Read(header, "id");
            return (SessionEncoding)frame.Payload.Span[0] switch
            {
                SessionEncoding.SentrySession => ReadOne(SentryText.Find(document.RootElement, "session")) is { } row ? [row] : [],
                SessionEncoding.SentrySessions => ReadSums(SentryText.Find(document.RootElement, "sessions")),
                _ => [],
            };
        }
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SessionRow? ReadOne(JsonElement session)
    {
        string id = SessionText.Read(session, "sid").Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        if (id.Length == 0 || Time(session, "started") is not { } started || ReadRelease(session) is not { } release)
        {
            return null;
        }

        JsonElement attributes = SentryText.Find(session, "attrs");
        long timestamp = Time(session, "timestamp") ?? _window.ReceivedAt;
        string status = Status(session);
        uint errors = SessionSums.Count(session, "errors");
        return new SessionRow
        {
            SessionId = id,
            Version = Version(session, timestamp, isEnded: status != "ok"),
            Release = release,
            Environment = SessionText.Read(attributes, "environment"),
            UserId = SessionText.Read(session, "did"),
            Started = started,
            Timestamp = timestamp,
            DurationNanoseconds = SentryTime.ReadDuration(SentryText.Find(session, "duration")) ?? (ulong)Math.Max(0, timestamp - started),
            Status = status,
            AbnormalMechanism = SessionText.Read(session, "abnormal_mechanism"),
            UserAgent = SessionText.Read(attributes, "user_agent"),
            Errors = status == "crashed" ? Math.Max(1, errors) : errors,
            Counts = SessionSums.OfOne(status, errors),
        };
    }

    private List<SessionRow> ReadSums(JsonElement sessions)
    {
        JsonElement aggregates = SentryText.Find(sessions, "aggregates");
        if (aggregates.ValueKind != JsonValueKind.Array || ReadRelease(sessions) is not { } release)
        {
            return [];
        }

        string environment = SessionText.Read(SentryText.Find(sessions, "attrs"), "environment");
        List<SessionRow> rows = [];
        foreach ((int index, JsonElement aggregate) in aggregates.EnumerateArray().Index())
        {
            if (Time(aggregate, "started") is { } started)
            {
                rows.Add(new SessionRow
                {
                    SessionId = $"{_id}-{index}",
                    Version = 0,
                    Release = release,
                    Environment = environment,
                    UserId = SessionText.Read(aggregate, "did"),
                    Started = started,
                    Timestamp = started,
                    Counts = SessionSums.OfMany(aggregate),
                });
            }
        }

        return rows;
    }

    private static ReleaseName? ReadRelease(JsonElement session) =>
        SessionText.Read(SentryText.Find(session, "attrs"), "release") is { Length: > 0 } release ? ReleaseName.Parse(release) : null;

    private static string Status(JsonElement session) => SessionText.Read(session, "status") switch
    {
        "" => "ok",
        var status and ("ok" or "exited" or "crashed" or "abnormal" or "unhandled") => status,
        // "degraded" of old SDKs, and what may come: it ended, and nothing worse is known.
        _ => "exited",
    };

    private static ulong Version(JsonElement session, long timestamp, bool isEnded)
    {
        JsonElement sequence = SentryText.Find(session, "seq");
        ulong number = sequence.ValueKind == JsonValueKind.Number && sequence.TryGetUInt64(out ulong given) ? given : (ulong)(timestamp / NanosecondsPerMillisecond);
        return Math.Min(number, EndedBit - 1) | (isEnded ? EndedBit : 0);
    }

    // Out of what the retention allows: the time of receipt, as for everything else. There is no room for a mark.
    private long? Time(JsonElement value, string name)
    {
        if (SentryTime.Read(SentryText.Find(value, name)) is not { } time)
        {
            return null;
        }

        long fit = _window.Fit((ulong)_drift.Correct(time).Value, _marks);
        _marks.Clear();
        return fit;
    }
}
