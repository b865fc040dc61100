-- disk
SELECT count() AS Count
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND toUInt64OrZero(splitByChar('_', _part)[3]) > {after:UInt64}
    AND _block_number > {after:UInt64}
    AND _block_number <= {until:UInt64}
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p3:String}))
-- project: 7
-- after: 120
-- until: 123
-- p3: disk
