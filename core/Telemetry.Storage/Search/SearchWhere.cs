using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Search;

/// <summary>The conditions of a request: project, time, query. Shared by logs and spans, whose sort keys are the same.</summary>
internal static class SearchWhere
{
    // toStartOfFiveMinutes answers with a DateTime: seconds in 32 bits.
    private const long LastBucketNanoseconds = uint.MaxValue * 1_000_000_000L;

    /// <summary>Whether the sort key's five-minute bucket grows with the time in this range, so that the two can stand for each other.</summary>
    public static bool HasBuckets(TimeWindow window) => window.From.Value >= 0 && window.To.Value <= LastBucketNanoseconds;

    /// <summary>Project and time. The bucket is implied by the time, and named because it is what the primary index is sorted by.</summary>
    public static string Range(SearchRequest request, SqlParameters parameters)
    {
        string project = parameters.AddNamed("project", "UInt32", request.Project.Value);
        string from = Time(parameters.AddNamed("from", "Int64", request.Window.From.Value));
        string to = Time(parameters.AddNamed("to", "Int64", request.Window.To.Value));
        string range = $"ProjectId = {project}\n    AND Timestamp >= {from}\n    AND Timestamp < {to}";
        return HasBuckets(request.Window)
            ? $"{range}\n    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes({from})\n    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes({to})"
            : range;
    }

    /// <summary>Project, time and query.</summary>
    public static string All(SearchRequest request, SearchSchema schema, SearchSql sql)
    {
        string range = Range(request, sql.Parameters);
        return SearchCompiler.Compile(request.Query, schema, sql) is { } condition ? $"{range}\n    AND {condition}" : range;
    }

    /// <summary>A moment as the store compares it.</summary>
    public static string Time(string nanoseconds) => $"fromUnixTimestamp64Nano({nanoseconds}, 'UTC')";
}
