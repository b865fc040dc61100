using Telemetry.Web.Addresses;

namespace Telemetry.Web.Traces;

/// <summary>Queries that teach the language on traces: a trace is found when one of its spans matches.</summary>
internal static class TraceExamples
{
    public static IReadOnlyList<QueryExample> All { get; } =
    [
        new("duration:>500ms", "spans that took longer"),
        new("status:error", "spans that failed"),
        new("service:checkout name:\"POST /pay\"", "one operation of one service"),
        new("kind:client -environment:dev", "both conditions; a minus excludes"),
        new("attributes.http.response.status_code:>=500", "an attribute, compared as a number"),
        new("release:>=1.4.0", "releases from this one on, in version order"),
    ];
}
