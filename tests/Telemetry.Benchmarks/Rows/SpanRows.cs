using System.Globalization;

namespace Telemetry.Benchmarks.Rows;

/// <summary>Spans written by the engine itself, in traces of five, over the same hours as <see cref="LogRows"/>.</summary>
internal static class SpanRows
{
    /// <summary>Spans of a trace.</summary>
    public const int PerTrace = 5;

    /// <summary>Between two spans: a million are 30 hours, as five million log records are.</summary>
    public const long NanosecondsApart = LogRows.NanosecondsApart * 5;

    /// <summary>The id of a trace, for a query.</summary>
    public static string TraceIdQuery(long number) => string.Create(CultureInfo.InvariantCulture, $"SELECT {TraceId($"toUInt64({number})")}");

    /// <summary>SQL for the id of a trace of a number.</summary>
    public static string TraceId(string number) => $"lower(hex(MD5(concat('trace ', toString({number})))))";

    /// <summary>SQL for spans from a number on, in the order in which they would come in.</summary>
    /// <param name="first">Number of the first; a multiple of five.</param>
    /// <param name="count">How many.</param>
    /// <param name="startNanoseconds">Time of span 0.</param>
    /// <param name="apart">Nanoseconds between two spans.</param>
    public static string Select(long first, int count, long startNanoseconds, long apart = NanosecondsApart) => string.Create(CultureInfo.InvariantCulture, $"""
        WITH
            intDiv(n, {PerTrace}) AS Trace,
            n % {PerTrace} AS Place,
            arrayElement([{string.Join(',', LogRows.Services.Select(service => $"'{service}'"))}], 1 + cityHash64(n, 'service') % 12) AS Service,
            cityHash64(n, 'failed') % 20 = 0 AS Failed
        SELECT
            toUInt32(1) AS ProjectId,
            concat(toString(1 + cityHash64(Service) % 3), '.4.2') AS Release,
            'production' AS Environment,
            fromUnixTimestamp64Nano(toInt64({startNanoseconds} + Trace * {apart * PerTrace} + Place * 3000000 + cityHash64(Trace, 'jitter') % 2000000000), 'UTC') AS Timestamp,
            {TraceId("Trace")} AS TraceId,
            lower(hex(cityHash64(n, 'span'))) AS SpanId,
            if(Place = 0, '', lower(hex(cityHash64(toUInt64(Trace * {PerTrace}), 'span')))) AS ParentSpanId,
            '' AS TraceState,
            arrayElement(['GET /orders/[id]', 'POST /payments', 'SELECT orders', 'INSERT payment', 'publish order.created', 'render invoice', 'redis GET', 'GET /health'],
                1 + cityHash64(n, 'name') % 8) AS SpanName,
            if(Place = 0, 'Server', 'Client') AS SpanKind,
            Service AS ServiceName,
            map('service.name', Service, 'host.name', concat(Service, '-', toString(cityHash64(n, 'host') % 4)), 'os.type', 'linux', 'telemetry.sdk.language', 'python') AS ResourceAttributes,
            'app.tracing' AS ScopeName,
            '1.4.2' AS ScopeVersion,
            map('record.id', toString(n), 'http.request.method', if(n % 3 = 0, 'POST', 'GET'), 'http.response.status_code', '200',
                'url.path', concat('/orders/', toString(cityHash64(n, 'order') % 100000)), 'server.address', 'orders.internal',
                'network.peer.port', toString(40000 + cityHash64(n, 'port') % 2000), 'user.id', concat('u-', toString(cityHash64(n, 'user') % 50000)),
                'thread.name', concat('worker-', toString(cityHash64(n, 'thread') % 8))) AS SpanAttributes,
            toUInt64(50000 + cityHash64(n, 'duration') % 80000000) AS Duration,
            if(Failed, 'Error', 'Unset') AS StatusCode,
            if(Failed, 'order is already paid', '') AS StatusMessage,
            CAST(if(Failed, [Timestamp], []), 'Array(DateTime64(9))') AS `Events.Timestamp`,
            CAST(if(Failed, ['exception'], []), 'Array(LowCardinality(String))') AS `Events.Name`,
            CAST(if(Failed, [map('exception.type', 'ValueError', 'exception.message', 'order is already paid')], []), 'Array(Map(LowCardinality(String), String))') AS `Events.Attributes`,
            CAST([], 'Array(String)') AS `Links.TraceId`,
            CAST([], 'Array(String)') AS `Links.SpanId`,
            CAST([], 'Array(String)') AS `Links.TraceState`,
            CAST([], 'Array(Map(LowCardinality(String), String))') AS `Links.Attributes`,
            toUInt16(30) AS RetentionDays
        FROM (SELECT toUInt64(number + {first}) AS n FROM system.numbers LIMIT {count})
        """);
}
