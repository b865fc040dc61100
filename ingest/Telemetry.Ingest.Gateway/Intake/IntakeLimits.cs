namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>The answers to a request that reaches a limit of memory.</summary>
internal static class IntakeLimits
{
    // Requests are read in well under a second; a second later there is room again.
    private static readonly TimeSpan OverloadPause = TimeSpan.FromSeconds(1);

    /// <summary>Above the limit of one request: final, as the same request will always be too large.</summary>
    public static IntakeAnswer TooLarge { get; } = new(AnswerKind.TooLarge, "The request is larger than this server takes; send smaller batches.");

    /// <summary>Above the limit of all requests together.</summary>
    public static IntakeAnswer Overloaded { get; } = new(AnswerKind.Overloaded, "The server is reading too many requests at once; send this one again.") { RetryAfter = OverloadPause };

    /// <summary>The answer when a buffer has no room; null when it has.</summary>
    public static IntakeAnswer? Refuse(BufferRoom room) => room switch
    {
        BufferRoom.Enough => null,
        BufferRoom.TooLarge => TooLarge,
        _ => Overloaded,
    };
}
