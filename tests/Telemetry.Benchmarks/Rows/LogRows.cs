using System.Globalization;

namespace Telemetry.Benchmarks.Rows;

/// <summary>
/// Log records written by the engine itself, number by number always the same: what a day of twelve services looks like. About 400 bytes each, a body
/// of about 160 characters; every fourth body holds a token that occurs nowhere else.
/// </summary>
internal static class LogRows
{
    /// <summary>Between two records: five million are 30 hours.</summary>
    public const long NanosecondsApart = 21_600_000;

    /// <summary>So many records belong to one trace, so that five million share the traces of a million spans.</summary>
    public const int PerTrace = 25;

    /// <summary>The busiest first.</summary>
    public static IReadOnlyList<string> Services { get; } =
        ["checkout", "gateway", "search", "accounts", "billing", "inventory", "mailer", "reports", "shipping", "catalogue", "fraud", "archive"];

    /// <summary>The token of a record whose number can be divided by four.</summary>
    public static string TokenQuery(long number) => string.Create(CultureInfo.InvariantCulture, $"SELECT {Token(number.ToString(CultureInfo.InvariantCulture))}");

    /// <summary>SQL for records from a number on, in the order in which they would come in.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="startNanoseconds">Time of record 0.</param>
    public static string Select(long first, int count, long startNanoseconds) => string.Create(CultureInfo.InvariantCulture, $"""
        WITH
            arrayElement([{string.Join(',', Services.Select(service => $"'{service}'"))}], toUInt32(exp(cityHash64(n, 'service') / 18446744073709551616. * log(13)))) AS Service,
            concat(toString(1 + cityHash64(Service) % 3), '.', toString(4 + (cityHash64(n, 'release') % 10 > 7)), '.', toString(cityHash64(Service) % 5)) AS Version,
            arrayElement(['production', 'production', 'production', 'staging', 'development'], 1 + cityHash64(n, 'environment') % 5) AS Stage,
            multiIf(cityHash64(n, 'level') % 100 < 15, 5, cityHash64(n, 'level') % 100 < 80, 9, cityHash64(n, 'level') % 100 < 94, 13, 17) AS Level,
            cityHash64(n, 'host') % 4 AS Host
        SELECT
            toUInt32(1) AS ProjectId,
            Version AS Release,
            Stage AS Environment,
            fromUnixTimestamp64Nano(toInt64({startNanoseconds} + n * {NanosecondsApart} + cityHash64(n, 'jitter') % 2000000000), 'UTC') AS Timestamp,
            {SpanRows.TraceId($"intDiv(n, {PerTrace})")} AS TraceId,
            lower(hex(cityHash64(n, 'span'))) AS SpanId,
            toUInt8(1) AS TraceFlags,
            transform(Level, [5, 9, 13, 17], ['DEBUG', 'INFO', 'WARN', 'ERROR'], '') AS SeverityText,
            toUInt8(Level) AS SeverityNumber,
            Service AS ServiceName,
            concat(
                arrayElement(['Request finished', 'Connection refused by upstream', 'Retrying job', 'Cache miss for key', 'User signed in', 'Payment declined',
                    'Slow query on table', 'Message delivered to topic', 'Disk usage above threshold', 'Token refreshed for client', 'Batch committed',
                    'Unhandled exception in task'], 1 + cityHash64(n, 'opening') % 12),
                ' after ', toString(cityHash64(n, 'ms') % 5000), ' ms ',
                if(n % 4 = 0, concat('id=', {Token("n")}, ' '), ''),
                {Vocabulary.Text("n", 13)}) AS Body,
            '' AS ResourceSchemaUrl,
            map('service.name', Service, 'service.version', Version, 'deployment.environment.name', Stage, 'host.name', concat(Service, '-', toString(Host)),
                'os.type', 'linux', 'process.pid', toString(1000 + cityHash64(Service, Host) % 9000), 'telemetry.sdk.language', 'python') AS ResourceAttributes,
            '' AS ScopeSchemaUrl,
            'app.requests' AS ScopeName,
            '' AS ScopeVersion,
            CAST(map(), 'Map(LowCardinality(String), String)') AS ScopeAttributes,
            map('record.id', toString(n),
                'http.route', arrayElement(['/api/v1/orders/[id]', '/api/v1/users/[id]', '/api/v1/search', '/login', '/health', '/api/v2/payments'], 1 + cityHash64(n, 'route') % 6),
                'http.response.status_code', if(Level = 17, '500', '200'), 'user.id', concat('u-', toString(cityHash64(n, 'user') % 50000)),
                'code.function.name', concat('handler_', toString(cityHash64(n, 'function') % 40)), 'thread.name', concat('worker-', toString(cityHash64(n, 'thread') % 8)),
                'duration_ms', toString(cityHash64(n, 'ms') % 5000)) AS LogAttributes,
            '' AS EventName,
            toUInt16(30) AS RetentionDays
        FROM (SELECT toUInt64(number + {first}) AS n FROM system.numbers LIMIT {count})
        """);

    private static string Token(string number) => $"substring(lower(hex(cityHash64(toUInt64({number}), 'token'))), 1, 12)";
}
