namespace Telemetry.Server.Settings;

/// <summary>What a process does.</summary>
[Flags]
internal enum ServerRoles
{
    None = 0,

    /// <summary>Takes telemetry in and puts it on the queue.</summary>
    Gateway = 1,

    /// <summary>Takes it from the queue and stores it.</summary>
    Worker = 2,

    /// <summary>Answers the query API.</summary>
    Query = 4,

    /// <summary>Nothing yet: accepted so that a deployment can name it now.</summary>
    Alerting = 8,

    /// <summary>Serves the pages.</summary>
    Web = 16,

    All = Gateway | Worker | Query | Alerting | Web,
}
