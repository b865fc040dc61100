-- CrashFactReader: facts of an issue's crashes beside those of the other crashes of its releases. An installation counts once, however often it crashes; a crash that names none counts for itself.
-- With an empty value: all who told of that name at all. A fact that most do not tell would seem special otherwise.
SELECT
    Name,
    Value,
    toUInt8(grouping(Value)) AS IsAnyValue,
    uniqExactIf(Person, IsOwn) AS Own,
    uniqExactIf(Person, NOT IsOwn) AS Others
FROM
(
    SELECT true AS IsOwn, if(Affected = 0, cityHash64(CrashId), Affected) AS Person, Facts
    FROM crashes
    WHERE ProjectId = {project:UInt32}
        AND GroupingHash IN {hashes:Array(UInt64)}
        AND Timestamp >= toDateTime({from_own:UInt32}, 'UTC')
        AND Timestamp < toDateTime({to:UInt32}, 'UTC')
        AND Release IN {releases:Array(String)}
    LIMIT {rows:UInt32}
    UNION ALL
    SELECT false AS IsOwn, if(Affected = 0, cityHash64(CrashId), Affected) AS Person, Facts
    FROM crashes
    WHERE ProjectId = {project:UInt32}
        AND GroupingHash NOT IN {hashes:Array(UInt64)}
        AND Timestamp >= toDateTime({from_others:UInt32}, 'UTC')
        AND Timestamp < toDateTime({to:UInt32}, 'UTC')
        AND Release IN {releases:Array(String)}
    LIMIT {rows:UInt32}
)
ARRAY JOIN
    mapKeys(Facts) AS Name,
    mapValues(Facts) AS Value
GROUP BY GROUPING SETS ((Name, Value), (Name))
HAVING Own > 0
ORDER BY
    IsAnyValue DESC,
    Own DESC,
    Name,
    Value
LIMIT 50 BY IsAnyValue, if(IsAnyValue = 1, '', Name)
LIMIT 3000
