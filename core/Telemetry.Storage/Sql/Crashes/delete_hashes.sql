-- CrashRemover: the crashes of issues that are no more, with what is attached to them and was written about them, and their sums. Their ids stay, so that one that is sent again is known.
DELETE FROM attachments{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND EventId IN (SELECT CrashId FROM crash_ids WHERE ProjectId = {project:UInt32} AND GroupingHash IN {hashes:Array(UInt64)});

DELETE FROM user_feedback{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND EventId IN (SELECT CrashId FROM crash_ids WHERE ProjectId = {project:UInt32} AND GroupingHash IN {hashes:Array(UInt64)});

DELETE FROM crashes{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)};

DELETE FROM crash_counts{local} {on_cluster}
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)};
