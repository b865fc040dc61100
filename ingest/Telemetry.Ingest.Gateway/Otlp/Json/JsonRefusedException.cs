using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>A value deep inside the JSON cannot be read. Caught where the transcoding began, and turned into an answer there.</summary>
/// <param name="kind">Malformed or too deep.</param>
/// <param name="message">What is wrong, without the place.</param>
/// <param name="offset">The first byte of the value.</param>
internal sealed class JsonRefusedException(AnswerKind kind, string message, long offset) : Exception(message)
{
    /// <summary>Malformed or too deep.</summary>
    public AnswerKind Kind { get; } = kind;

    /// <summary>The first byte of the value.</summary>
    public long Offset { get; } = offset;
}
