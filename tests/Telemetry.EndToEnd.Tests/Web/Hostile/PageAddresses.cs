using Telemetry.Testing;

namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>
/// Every address of the route manifest that a browser may open, and where to look at it. A page that is new is opened under its own
/// route by itself; one whose route has a parameter has to be added here, and the tests say so.
/// </summary>
internal static class PageAddresses
{
    private static string Trace { get; } = $"/traces/{HostileRequests.Trace}";

    private static string Script { get; } = Uri.EscapeDataString(HostileTexts.Script);

    private static string Bidi { get; } = Uri.EscapeDataString(HostileTexts.ForNames["bidi"]);

    private static string Quoted { get; } = Uri.EscapeDataString($"\"{HostileTexts.Script.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    private static string Columns { get; } = Uri.EscapeDataString($"service,release,environment,scope,event,attributes.exception.stacktrace,resource.host.name,attributes.\"{HostileTexts.ForNames["bidi"]}\"");

    /// <summary>What answers with parts of pages, data or a redirect; the rest are pages.</summary>
    private static readonly Dictionary<string, Func<HostileServer, IEnumerable<string>>> Parts = new()
    {
        ["/complete/{signal:regex(^(logs|traces)$)}/fields"] = _ => ["/complete/logs/fields?prefix=", "/complete/traces/fields?prefix=", "/complete/logs/fields?prefix=%3Cscript%3E"],
        ["/complete/{signal:regex(^(logs|traces)$)}/values"] = _ => ["/complete/logs/values?field=service&prefix=", "/complete/traces/values?field=name&prefix="],
        ["/complete/issues/fields"] = _ => ["/complete/issues/fields?prefix=", $"/complete/issues/fields?prefix={Script}"],
        ["/complete/issues/values"] = _ => ["/complete/issues/values?field=is&prefix=", "/complete/issues/values?field=release&prefix=", $"/complete/issues/values?field={Script}&prefix={Script}"],
        ["/events/{crash}"] = _ => ["/events/00000000000000000000000000000bad", $"/events/{Bidi}"],
        ["/events/{crash}/attachments/{attachment}/"] = _ => [$"/events/{Bidi}/attachments/{Bidi}"],
        ["/events/{crash}/attachments/{attachment}/picture"] = _ => [$"/events/{Bidi}/attachments/{Bidi}/picture"],
        ["/ingest/arrived"] = _ => ["/ingest/arrived", "/ingest/arrived?project=%3Cscript%3E"],
        ["/logs/detail"] = server => server.RecordKeys.Select(key => $"/logs/detail?key={Uri.EscapeDataString(key)}&open={Uri.EscapeDataString(key)}"),
        ["/logs/export"] = _ => ["/logs/export?format=csv", "/logs/export?format=ndjson"],
        ["/logs/index"] = _ => ["/logs/index?until=2026-11-24T10:00:00.000000001Z", "/logs/index?until=%3Cscript%3E"],
        ["/logs/record.json"] = server => server.RecordKeys.Select(key => $"/logs/record.json?key={Uri.EscapeDataString(key)}"),
        ["/logs/rows"] = _ => ["/logs/rows?limit=100", "/logs/rows?limit=100&show=wrap", "/logs/rows?limit=100&show=json", $"/logs/rows?query={Script}%20%28"],
        ["/logs/tail"] = _ => [$"/logs/tail?query={Script}%20%28"], // What follows for ever is read in the browser, with the page.
        ["/noscript"] = _ => [$"/noscript?return={Script}", "/noscript?return=javascript:owned=1"],
        ["/traces/{traceId}/rows"] = _ => [$"{Trace}/rows?from=0", $"{Trace}/rows?from=1&find={Script}", $"/traces/{Script}/rows?from=0"],
        ["/views/"] = _ => ["/views", $"/views?project={Script}"],
        ["/_framework/opaque-redirect"] = _ => [],
    };

    /// <summary>Where a page shows more than under its route alone.</summary>
    private static readonly Dictionary<string, Func<HostileServer, IEnumerable<string>>> More = new()
    {
        ["/"] = _ => ["/?project=2", $"/?project={Script}"],
        ["/ingest"] = _ => [$"/ingest?project={Script}", $"/ingest?done={Script}&saved={Script}"],
        ["/issues"] = _ => [$"/issues?query={Script}%20%28", $"/issues?query={Bidi}", $"/issues?tab={Script}&sort={Script}", $"/issues?outcome={Script}", $"/issues?project={Script}", $"/issues?env={Script}&release={Bidi}", "/issues?tab=all"],
        ["/issues/{issueId}"] = _ => ["/issues/DEFAULT-1", $"/issues/DEFAULT-1?query={Script}", $"/issues/DEFAULT-1?event={Script}", $"/issues/DEFAULT-1?lines={Script}", $"/issues/{Bidi}"],
        ["/releases"] = _ => [$"/releases?cursor={Script}", $"/releases?project={Script}"],
        ["/releases/{version}"] = _ => [$"/releases/{Bidi}", "/releases/1.4.2"],
        ["/login"] = _ => [$"/login?return={Script}", $"/login?token={Script}"],
        ["/logs"] = server =>
        [
            "/logs?show=wrap", "/logs?show=json", $"/logs?columns={Columns}", $"/logs?columns={Columns}&show=wrap", "/logs?view=patterns", "/logs?live=1",
            $"/logs?query={Script}%20%28", $"/logs?query=message:{Quoted}", $"/logs?query={Bidi}", $"/logs?env={Script}&release={Bidi}", $"/logs?project={Script}", "/logs?project=3",
            .. server.RecordKeys.Select(key => $"/logs?show=line&columns=service&open={Uri.EscapeDataString(key)}"),
        ],
        ["/logs/context"] = server => [.. server.RecordKeys.Select(key => $"/logs/context?columns=service&open={Uri.EscapeDataString(key)}"), $"/logs/context?open={Script}"],
        ["/services"] = _ => [$"/services?query={Script}%20%28", $"/services?env={Script}", $"/services?sort={Script}"],
        ["/services/map"] = _ => [$"/services/map?query={Script}"],
        ["/services/name/{*Name}"] = server => [.. server.ServiceLinks, $"/services/name/{Script}"],
        ["/settings/keys"] = _ => [$"/settings/keys?done={Script}&key={Script}", $"/settings/keys?project={Script}"],
        ["/settings/grouping"] = _ => [$"/settings/grouping?revision={Script}&done={Script}", "/settings/grouping?revision=99999999999", $"/settings/grouping?project={Script}"],
        ["/settings/ownership"] = _ => [$"/settings/ownership?done={Script}", $"/settings/ownership?project={Script}"],
        ["/settings/tokens"] = _ => [$"/settings/tokens?done={Script}"],
        ["/traces"] = _ => [$"/traces?query={Script}%20%28", $"/traces?query=name:{Quoted}", $"/traces?env={Script}", "/traces?project=3"],
        ["/traces/{traceId}"] = _ =>
        [
            Trace, $"{Trace}?view=flame", $"{Trace}?find={Script}", $"{Trace}?find=W", $"{Trace}?closed={Script}", $"/traces/{Script}", $"{Trace}?span={Script}",
            .. Enumerable.Range(1, HostileTexts.ForTelemetry.Count).Select(number => $"{Trace}?span=0b{number:x14}"),
        ],
        ["/views/{id}"] = server => [.. server.Views.Select(view => $"/views/{view}"), $"/views/{Script}"],
    };

    /// <summary>Routes of pages.</summary>
    public static IEnumerable<string> PageRoutes => Opened.Where(route => !Parts.ContainsKey(route));

    /// <summary>Routes of what is no page.</summary>
    public static IEnumerable<string> PartRoutes => Opened.Where(Parts.ContainsKey);

    /// <summary>Where to look at a page.</summary>
    public static IReadOnlyList<string> OfPage(string route, HostileServer server)
    {
        IEnumerable<string> itself = route.Contains('{', StringComparison.Ordinal) ? [] : [route];
        return [.. itself, .. More.TryGetValue(route, out var more) ? more(server) : []];
    }

    /// <summary>What to ask of a part.</summary>
    public static IReadOnlyList<string> OfPart(string route, HostileServer server) => [.. Parts[route](server)];

    private static IEnumerable<string> Opened => File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests/Telemetry.EndToEnd.Tests/Server/Snapshots/routes.txt"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(line => line is [var route, "GET", "web"] || (line is [var open, "GET", "anybody"] && open is "/login" or "/welcome"))
        .Select(line => line[0]);
}
