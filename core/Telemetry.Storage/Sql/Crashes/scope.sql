-- A CrashScope: hours of a project, and releases and environments where some are named.
ProjectId = {project:UInt32}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, Release))
    AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
