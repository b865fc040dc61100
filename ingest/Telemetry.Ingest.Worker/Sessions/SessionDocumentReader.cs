using System.Text.Json;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Releases;
using Telemetry.Model.Sentry;
using Telemetry.Model.Times;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>
/// Reads a session in our own format (docs/session-format.md), as leniently as a crash: a field of the wrong type is absent, a text that is too long is cut, and what the document leaves out
/// the record and its resource may say. Only a document without an id is none.
/// </summary>
internal sealed class SessionDocumentReader
{
    private const int MaxWord = 64;
    private const long MaxSequence = 1L << 53;

    // A session that tells no sequence is ordered by its times, and once it has ended it stays so (docs/adr/0122).
    private const ulong EndedBit = 1UL << 62;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private static readonly string[] States = ["ok", "exited", "errored", "crashed", "abnormal"];
    private static readonly string[] Kinds = ["script", "desktop", "server", "tool"];
    private static readonly string[] Consents = ["granted", "denied", "unknown"];

    private readonly JsonPart _document;
    private readonly SessionSource _source;

    private SessionDocumentReader(JsonPart document, SessionSource source) => (_document, _source) = (document, source);

    /// <summary>The row; null when the bytes are no JSON object, or nothing gives the session an id.</summary>
    public static SessionRow? Read(ReadOnlyMemory<byte> json, SessionSource source)
    {
        CrashProblems problems = new();
        using JsonDocument? document = JsonText.Parse(json, problems);
        return document is null ? null : new SessionDocumentReader(new JsonPart(document.RootElement, "", problems), source).Read();
    }

    private SessionRow? Read()
    {
        if (!CrashId.TryParse(_document.Word("id"), out CrashId id) && !CrashId.TryParse(_source.Name("session.id"), out id))
        {
            return null;
        }

        ReleaseName release = ReleaseName.Parse(Text("release", "service.version"));
        (string state, long time) = (State(), Time());
        long started = Started(time);
        uint errors = (uint)(_document.Number("errors", SessionSums.MaxCount) ?? 0);
        return Identify(new SessionRow
        {
            SessionId = id.ToString(),
            Version = Version(state, time),
            Release = release with { Package = Text("service", "service.name") is { Length: > 0 } service ? service : release.Package },
            Environment = Text("environment", "deployment.environment.name", "deployment.environment"),
            UserId = Text("user_id", "user.id", "enduser.id"),
            Started = started,
            Timestamp = time,
            DurationNanoseconds = SentryTime.ReadDuration(_document.Any("duration_seconds").Element) ?? (ulong)Math.Max(0, time - started),
            Status = state,
            AbnormalMechanism = _document.Word("mechanism", MaxWord) ?? "",
            Errors = state == "crashed" ? Math.Max(1, errors) : errors,
            Counts = SessionSums.OfOne(state, errors),
        });
    }

    private SessionRow Identify(SessionRow row)
    {
        JsonPart sdk = _document.Part("sdk");
        return row with
        {
            InstallId = Text("install_id", "app.installation.id"),
            PreviousRelease = ReleaseName.Parse(_document.Word("previous_release") ?? "").Version,
            Kind = OneOf(Kinds, "kind"),
            Consent = OneOf(Consents, "consent"),
            Packaging = _document.Word("packaging", MaxWord) ?? "",
            ExitCode = ExitCode(),
            SdkName = sdk.Word("name") ?? _source.Name("telemetry.sdk.name"),
            SdkVersion = sdk.Word("version") ?? _source.Name("telemetry.sdk.version"),
        };
    }

    /// <summary>What the document says; else what an attribute does.</summary>
    private string Text(string field, params ReadOnlySpan<string> attributes) => _document.Word(field) ?? _source.Name(attributes);

    private string OneOf(string[] words, string field) => _document.Word(field) is { } word && words.Contains(word, StringComparer.Ordinal) ? word : "";

    // Something that a newer SDK says: it ended, and nothing worse is known.
    private string State() => OneOf(States, "state") is { Length: > 0 } state ? state : _document.Word("state") is null ? "ok" : "exited";

    /// <summary>When this was told: by the document, by the record, or by our clock.</summary>
    private long Time() => _document.Time("time") is { } time ? _source.Fit(UnixNanoseconds.From(time).Value)
        : _source.TimeUnixNanoseconds > 0 ? _source.Fit((long)Math.Min(_source.TimeUnixNanoseconds, long.MaxValue))
        : _source.Window.ReceivedAt;

    /// <summary>A session that does not say when it began did so as long ago as it says it has run.</summary>
    private long Started(long time) => _document.Time("started") is { } started
        ? _source.Fit(UnixNanoseconds.From(started).Value)
        : _source.Fit(time - (long)(SentryTime.ReadDuration(_document.Any("duration_seconds").Element) ?? 0));

    private ulong Version(string state, long time) => _document.Number("sequence", MaxSequence) is { } sequence
        ? (ulong)sequence
        : ((ulong)time / NanosecondsPerMillisecond) | (state == "ok" ? 0 : EndedBit);

    private long? ExitCode() =>
        _document.Any("exit_code").Element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long code) && Int128.Abs(code) <= MaxSequence ? code : null;
}
