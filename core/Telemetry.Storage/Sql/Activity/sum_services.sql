-- ActivityReader: each service's records and errors in a range and in the one before, and its newest record. Reads the roll-up of a week, and time and service of a day's spans.
SELECT
    ServiceName,
    sum(Records) AS Records,
    sum(Errors) AS Errors,
    sum(ErrorsBefore) AS ErrorsBefore,
    max(NewestLog) AS NewestLog,
    max(NewestSpan) AS NewestSpan
FROM
(
    SELECT
        ServiceName,
        sumIf(Items, Minute >= toDateTime({from:Int64}, 'UTC')) AS Records,
        sumIf(Items, Minute >= toDateTime({from:Int64}, 'UTC') AND (SeverityNumber >= 17 OR (SeverityNumber = 0 AND lower(SeverityText) IN {texts:Array(String)}))) AS Errors,
        sumIf(
            Items,
            Minute >= toDateTime({before:Int64}, 'UTC')
                AND Minute < toDateTime({from:Int64}, 'UTC')
                AND (SeverityNumber >= 17 OR (SeverityNumber = 0 AND lower(SeverityText) IN {texts:Array(String)}))) AS ErrorsBefore,
        toInt64(toUnixTimestamp(max(Minute))) AS NewestLog,
        toInt64(0) AS NewestSpan
    FROM otel_logs_per_minute
    WHERE ProjectId = {project:UInt32}
        AND Minute >= toDateTime({since_logs:Int64}, 'UTC')
        AND Minute < toDateTime({to:Int64}, 'UTC')
    GROUP BY ServiceName
    UNION ALL
    SELECT
        ServiceName,
        toUInt64(0) AS Records,
        toUInt64(0) AS Errors,
        toUInt64(0) AS ErrorsBefore,
        toInt64(0) AS NewestLog,
        toInt64(toUnixTimestamp(toDateTime(max(Timestamp), 'UTC'))) AS NewestSpan
    FROM otel_traces
    WHERE ProjectId = {project:UInt32}
        AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(toDateTime({since_spans:Int64}, 'UTC'))
        AND Timestamp < toDateTime({to:Int64}, 'UTC')
    GROUP BY ServiceName
)
GROUP BY ServiceName
ORDER BY
    Errors DESC,
    Records DESC,
    ServiceName
LIMIT 500
