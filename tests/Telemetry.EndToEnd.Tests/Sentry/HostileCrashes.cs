using System.Text;
using System.Text.Json.Nodes;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>Crashes that are enormous, circular, or of wrong types throughout: as Sentry's SDKs send them, and in our own format. Each with what its page must name.</summary>
internal static class HostileCrashes
{
    private const int Frames = 10_000;
    private const int Chained = 1_000;
    private const int LargeValueBytes = 10 * 1024 * 1024;

    /// <summary>By name: the event of a Sentry envelope, and a part of the problem that is named for it.</summary>
    public static IReadOnlyDictionary<string, (Func<JsonObject> Event, string Problem)> OfSentry { get; } = new Dictionary<string, (Func<JsonObject>, string)>
    {
        ["10,000 frames"] = (() => SentryEvent(new JsonArray(SentryException("Deep", SentryFrames(Frames)))), "frames"),
        ["1,000 chained exceptions"] = (() => SentryEvent([.. Enumerable.Range(0, Chained).Select(number => SentryException($"Chained{number}", SentryFrames(1), number, number == 0 ? null : number - 1))]), "exception"),
        ["cause links in a circle"] = (() => SentryEvent([.. Enumerable.Range(0, 5).Select(number => SentryException($"Circle{number}", SentryFrames(1), number, (number + 1) % 5))]), "parent"),
        ["10 MB of locals"] = (() => SentryEvent(new JsonArray(SentryException("Heavy", new JsonArray(SentryFrame(0, new JsonObject { ["all"] = new string('x', LargeValueBytes), ["kept"] = "1" }))))), "longer than"),
        ["NUL bytes"] = (() => SentryEvent(new JsonArray(SentryException("Nu\0l", new JsonArray(SentryFrame(0, new JsonObject { ["a\0b"] = "c\0d" })))), message: "\0"), "NUL"),
        ["wrong types in every field"] = (WrongSentryEvent, "not "),
    };

    /// <summary>The same in our own format (docs/crash-format.md).</summary>
    public static IReadOnlyDictionary<string, (Func<JsonObject> Document, string Problem)> OfOurs { get; } = new Dictionary<string, (Func<JsonObject>, string)>
    {
        ["10,000 frames"] = (() => Document(new JsonArray(Exception("Deep", FramesOf(Frames)))), "frames"),
        ["1,000 chained exceptions"] = (() => Document([.. Enumerable.Range(0, Chained).Select(number => Exception($"Chained{number}", FramesOf(1), number, number == 0 ? null : number - 1))]), "exceptions"),
        ["cause links in a circle"] = (() => Document([.. Enumerable.Range(0, 5).Select(number => Exception($"Circle{number}", FramesOf(1), number, (number + 1) % 5))]), "parent"),
        ["10 MB of locals"] = (() => Document(new JsonArray(Exception("Heavy", new JsonArray(Frame(0, new JsonObject { ["all"] = new string('x', LargeValueBytes), ["kept"] = "1" }))))), "longer than"),
        ["NUL bytes"] = (() => Document(new JsonArray(Exception("Nu\0l", new JsonArray(Frame(0, new JsonObject { ["a\0b"] = "c\0d" }))))), "NUL"),
        ["wrong types in every field"] = (WrongDocument, "not "),
    };

    private static JsonObject SentryEvent(JsonArray exceptions, string message = "m") => new()
    {
        ["platform"] = "python",
        ["level"] = "error",
        ["release"] = "hostile@1.0",
        ["message"] = message,
        ["exception"] = new JsonObject { ["values"] = exceptions },
    };

    private static JsonObject SentryException(string type, JsonArray frames, int? id = null, int? parent = null) => new()
    {
        ["type"] = type,
        ["value"] = "v",
        ["module"] = "hostile",
        ["mechanism"] = id is null ? null : new JsonObject { ["type"] = "chained", ["exception_id"] = id, ["parent_id"] = parent, ["handled"] = false },
        ["stacktrace"] = new JsonObject { ["frames"] = frames },
    };

    private static JsonArray SentryFrames(int count) => [.. Enumerable.Range(0, count).Select(number => SentryFrame(number, new JsonObject { ["n"] = $"{number}" }))];

    private static JsonObject SentryFrame(int number, JsonObject vars) => new()
    {
        ["module"] = "hostile.core",
        ["function"] = $"f{number % 50}",
        ["filename"] = "hostile/core.py",
        ["abs_path"] = "/app/hostile/core.py",
        ["lineno"] = number,
        ["context_line"] = "  raise",
        ["in_app"] = true,
        ["vars"] = vars,
    };

    // Lists where texts belong, texts where objects do.
    private static JsonObject WrongSentryEvent()
    {
        JsonObject exception = Wrong("type", "value", "module", "thread_id", "stacktrace", "mechanism");
        JsonObject framed = Wrong("type", "value");
        framed["stacktrace"] = new JsonObject { ["frames"] = new JsonArray(7, "x", null, Wrong("module", "function", "filename", "abs_path", "lineno", "colno", "context_line", "pre_context", "post_context", "vars", "in_app")) };
        JsonObject wrong = Wrong(
            "platform", "level", "logger", "transaction", "server_name", "release", "dist", "environment", "timestamp", "message", "logentry", "culprit", "modules", "extra", "tags", "user", "request", "contexts", "breadcrumbs",
            "sdk", "fingerprint", "threads", "debug_meta", "type");
        wrong["exception"] = new JsonObject { ["values"] = new JsonArray(7, "x", null, exception, framed) };
        return wrong;
    }

    private static JsonObject Document(JsonArray exceptions) => new() { ["version"] = 1, ["release"] = "hostile@1.0", ["exceptions"] = exceptions };

    private static JsonObject Exception(string type, JsonArray frames, int id = 0, int? parent = null) => new()
    {
        ["id"] = id,
        ["parent"] = parent,
        ["type"] = type,
        ["value"] = "v",
        ["module"] = "hostile",
        ["handled"] = false,
        ["stack"] = new JsonObject { ["frames"] = frames },
    };

    private static JsonArray FramesOf(int count) => [.. Enumerable.Range(0, count).Select(number => Frame(number, new JsonObject { ["n"] = $"{number}" }))];

    private static JsonObject Frame(int number, JsonObject locals) => new()
    {
        ["module"] = "hostile.core",
        ["function"] = $"f{number % 50}",
        ["file"] = "hostile/core.py",
        ["path"] = "/app/hostile/core.py",
        ["line"] = number,
        ["source"] = "  raise",
        ["in_app"] = true,
        ["locals"] = locals,
    };

    private static JsonObject WrongDocument()
    {
        JsonObject exception = Wrong("id", "parent", "source", "type", "value", "module", "notes", "mechanism", "handled", "is_group", "stack");
        JsonObject framed = Wrong("type");
        framed["stack"] = new JsonObject { ["omitted"] = "x", ["frames"] = new JsonArray(7, "x", null, Wrong("module", "function", "file", "path", "line", "end_line", "column", "end_column", "before", "source", "after", "locals", "in_app", "repeated")) };
        JsonObject wrong = Wrong(
            "version", "time", "kind", "level", "platform", "release", "dist", "environment", "service", "server_name", "transaction", "logger", "distributions_hash", "user_id", "install_id", "session_id", "trace_id", "span_id",
            "sdk", "message", "threads", "breadcrumbs", "tags", "contexts", "machine", "distributions", "fingerprint");
        wrong["exceptions"] = new JsonArray(7, "x", null, exception, framed);
        return wrong;
    }

    private static JsonObject Wrong(params string[] fields)
    {
        var wrong = new JsonObject();
        foreach ((int index, string field) in fields.Index())
        {
            wrong[field] = (index % 3) switch { 0 => new JsonArray(1, new JsonObject()), 1 => new JsonObject { ["a"] = new JsonArray() }, _ => JsonValue.Create(-1.5) };
        }

        return wrong;
    }

    /// <summary>An envelope of events, each behind a header with its length.</summary>
    public static byte[] Envelope(params IEnumerable<(string Type, JsonObject Item)> items) =>
    [
        .. "{}\n"u8,
        .. items.SelectMany(item =>
        {
            byte[] payload = Encoding.UTF8.GetBytes(item.Item.ToJsonString());
            return (byte[])[.. Encoding.UTF8.GetBytes($"{{\"type\":\"{item.Type}\",\"length\":{payload.Length}}}\n"), .. payload, (byte)'\n'];
        }),
    ];
}
