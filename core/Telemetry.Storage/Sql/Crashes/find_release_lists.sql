-- LibraryReader: the lists of distributions that crashes of some releases had, the newest first. Every service's with every release's, which the caller sorts out.
SELECT
    ServiceName,
    Release,
    DistributionsHash
FROM release_distributions
WHERE ProjectId = {project:UInt32}
    AND ServiceName IN {services:Array(String)}
    AND Release IN {releases:Array(String)}
GROUP BY
    ServiceName,
    Release,
    DistributionsHash
ORDER BY
    max(LastSeen) DESC,
    DistributionsHash
LIMIT 20 BY
    ServiceName,
    Release
