-- CrashRemover: the crashes of issues that are no more, and their sums. Their ids stay, so that one that is sent again is known.
DELETE FROM crashes{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)};

DELETE FROM crash_counts{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)};
