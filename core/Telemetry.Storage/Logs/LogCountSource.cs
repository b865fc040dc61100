using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>What is counted: records, or the roll-up that stands for them.</summary>
/// <param name="Text">Behind FROM, with all conditions.</param>
/// <param name="Count">An aggregate: how many records.</param>
internal readonly record struct LogCountSource(string Text, string Count)
{
    /// <summary>The source of a request.</summary>
    public static LogCountSource Of(SearchRequest request, bool isRollup, SearchSql sql)
    {
        if (!isRollup)
        {
            return new LogCountSource($"otel_logs\nWHERE {SearchWhere.All(request, SearchSchema.Logs, sql)}", "count()");
        }

        string rows = LogRollup.Rows(request, sql.Parameters);
        return new LogCountSource(SearchCompiler.Compile(request.Query, SearchSchema.Logs, sql) is { } condition ? $"{rows}\nWHERE {condition}" : rows, "sum(Items)");
    }
}
