-- 
SELECT DISTINCT Release
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND toUInt64OrZero(splitByChar('_', _part)[3]) > {after:UInt64}
    AND _block_number > {after:UInt64}
    AND _block_number <= {until:UInt64}
LIMIT 10000
-- project: 7
-- after: 120
-- until: 123
