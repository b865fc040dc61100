namespace Telemetry.Testing.Server;

/// <summary>How a server under test is started. Without anything said: all roles, embedded parts, a fresh data directory, free ports.</summary>
public sealed record ServerStart
{
    /// <summary>Null: a fresh one, removed at the end. One that is named stays.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Value of <c>--http</c>.</summary>
    public string Http { get; init; } = "127.0.0.1:0";

    /// <summary>Value of <c>--otlp-grpc</c>.</summary>
    public string OtlpGrpc { get; init; } = "127.0.0.1:0";

    /// <summary>Value of <c>--otlp-http</c>.</summary>
    public string OtlpHttp { get; init; } = "127.0.0.1:0";

    /// <summary>More options, for example <c>--roles gateway</c> as two words.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>
    /// More environment. Without anything said, pages wait for their answers: on a busy machine one would be sent without them now and then, and whether it is must not be
    /// chance in a test.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string> { ["Web__Patience"] = "00:00:10" };
}
