using Telemetry.Query.Contracts;

namespace Telemetry.Web.Logs;

/// <summary>How exported records are written. NDJSON has every record exactly; CSV is for spreadsheets.</summary>
/// <param name="Name">In addresses and as the ending of the file.</param>
/// <param name="ContentType">For the browser.</param>
/// <param name="Head">Before the first record.</param>
/// <param name="Write">One record with its line end.</param>
internal sealed record LogExportFormat(string Name, string ContentType, string Head, Func<LogItem, string> Write)
{
    private const string LineEnd = "\r\n";

    public static LogExportFormat Csv { get; } = new(
        "csv", "text/csv; charset=utf-8", "timestamp,severity,service,release,environment,message,trace_id,span_id,scope,event,attributes,resource" + LineEnd, WriteCsv);

    public static LogExportFormat Ndjson { get; } = new("ndjson", "application/x-ndjson", "", item => LogRecordJson.Compactly(item) + "\n");

    /// <summary>The one of that name; null for others.</summary>
    public static LogExportFormat? Find(string? name) => new[] { Csv, Ndjson }.FirstOrDefault(format => format.Name == name);

    private static string WriteCsv(LogItem item) => string.Join(',', new[]
    {
        item.Timestamp, item.Severity, item.Service, item.Release, item.Environment, item.Body, item.TraceId, item.SpanId, item.Scope, item.EventName,
        Json(item.Attributes), Json(item.Resource),
    }.Select(Cell)) + LineEnd;

    private static string Json(IReadOnlyDictionary<string, string> pairs) => pairs.Count == 0 ? "" : LogRecordJson.Compactly(pairs);

    // A text that starts with one of these is a formula to a spreadsheet, and log messages are written by strangers:
    // https://owasp.org/www-community/attacks/CSV_Injection
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
