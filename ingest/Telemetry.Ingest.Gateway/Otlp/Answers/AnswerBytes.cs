using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Otlp.Answers;

/// <summary>Answers that are not empty, as protobuf. They are short and our own, so they are charged to nobody.</summary>
internal static class AnswerBytes
{
    private const int MaxBytes = 16 * 1024;
    private static readonly IntakeBudget Unlimited = new(long.MaxValue);

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static byte[] Of(IntakeAnswer answer, Action<IntakeAnswer, IntakeBuffer> write)
    {
        using var buffer = new IntakeBuffer(Unlimited, MaxBytes);
        write(answer, buffer);
        return buffer.Written.ToArray();
    }
}
