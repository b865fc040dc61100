-- CrashFactReader: who has which list of distributions, among an issue's crashes and among the others of its releases.
SELECT
    DistributionsHash,
    uniqExactIf(Person, IsOwn) AS Own,
    uniqExactIf(Person, NOT IsOwn) AS Others
FROM ({include Crashes.sample_own_and_others})
WHERE DistributionsHash != ''
GROUP BY DistributionsHash
ORDER BY
    Own + Others DESC,
    DistributionsHash
LIMIT 2000
