using Telemetry.Web.Addresses;

namespace Telemetry.Web.Logs;

/// <summary>Queries that teach the language on log records.</summary>
internal static class LogExamples
{
    public static IReadOnlyList<QueryExample> All { get; } =
    [
        new("timeout", "the word, in any case, anywhere in the message"),
        new("\"disk full\"", "the words one after the other"),
        new("level:error", "one level; level:>=warn from there upwards"),
        new("service:billing -environment:dev", "both conditions; a minus excludes"),
        new("timeout OR refused", "either; brackets group"),
        new("release:>=1.4.0", "releases from this one on, in version order"),
        new("attributes.http.route:\"/pay\"", "an attribute of the record; of its resource with resource. in front"),
        new("message:*timeout*", "part of a word"),
        new("has:trace_id", "records that have the field"),
    ];
}
