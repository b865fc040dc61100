-- CrashFactReader: facts of an issue's crashes beside those of the other crashes of its releases. An installation counts once, however often it crashes; a crash that names none counts for itself.
-- With an empty value: all who told of that name at all. A fact that most do not tell would seem special otherwise. They come before the values of their name, being at least as many.
SELECT
    Name,
    Value,
    toUInt8(grouping(Value)) AS IsAnyValue,
    uniqExactIf(Person, IsOwn) AS Own,
    uniqExactIf(Person, NOT IsOwn) AS Others
FROM ({include Crashes.sample_own_and_others})
ARRAY JOIN
    mapKeys(Facts) AS Name,
    mapValues(Facts) AS Value
GROUP BY GROUPING SETS ((Name, Value), (Name))
HAVING Own > 0
ORDER BY
    Own DESC,
    IsAnyValue DESC,
    Name,
    Value
LIMIT 50 BY
    IsAnyValue,
    Name
LIMIT 3000
