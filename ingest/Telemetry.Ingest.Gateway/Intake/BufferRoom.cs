namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>Whether a buffer can take more.</summary>
internal enum BufferRoom
{
    /// <summary>Yes.</summary>
    Enough,

    /// <summary>No, and never: the limit of one request.</summary>
    TooLarge,

    /// <summary>Not now: the limit of all requests together.</summary>
    OutOfBudget,
}
