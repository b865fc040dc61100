namespace Telemetry.Model.Crashes;

/// <summary>How bad the reporter said it is. The numbers are the first of each OpenTelemetry severity.</summary>
public enum CrashLevel : byte
{
    /// <summary>Said to be of no importance.</summary>
    Debug = 5,

    /// <summary>Said to be normal.</summary>
    Info = 9,

    /// <summary>A warning.</summary>
    Warning = 13,

    /// <summary>An error: the default.</summary>
    Error = 17,

    /// <summary>The program could not go on.</summary>
    Fatal = 21,
}
