using Telemetry.Messaging;

namespace Telemetry.Server.DeadLetters;

/// <summary>A dead letter as it is shown. Never its payload, which is our users' data.</summary>
internal sealed record DeadLetterView
{
    public required Guid Id { get; init; }

    public required string Lane { get; init; }

    public required DateTimeOffset DeadAt { get; init; }

    public required int Items { get; init; }

    public required long Bytes { get; init; }

    public required string Reason { get; init; }

    /// <summary>What is in it; null in a list, which does not fetch the bodies.</summary>
    public required IReadOnlyList<FrameView>? Frames { get; init; }

    public static DeadLetterView From(DeadLetter letter) => new()
    {
        Id = letter.Message.Id,
        Lane = letter.Message.Lane.ToString().ToLowerInvariant(),
        DeadAt = letter.DeadAt,
        Items = letter.Message.ItemCount,
        Bytes = letter.BodyLength,
        Reason = letter.Reason,
        Frames = letter.Message.Body.IsEmpty ? null : ReadFrames(letter.Message.Body),
    };

    private static List<FrameView> ReadFrames(ReadOnlyMemory<byte> rest)
    {
        List<FrameView> frames = [];
        while (!rest.IsEmpty && IntakeFrameCodec.TryRead(ref rest, out IntakeFrame frame))
        {
            frames.Add(FrameView.From(frame));
        }

        return frames;
    }
}

/// <summary>One request in it.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Key">The id of the key it came with.</param>
/// <param name="Signal">What its items are.</param>
/// <param name="ReceivedAt">When the gateway took it.</param>
/// <param name="Items">How many items.</param>
/// <param name="Bytes">Length of the payload.</param>
internal sealed record FrameView(string Project, string Key, string Signal, DateTimeOffset ReceivedAt, int Items, int Bytes)
{
    private const long NanosecondsPerTick = 100;

    public static FrameView From(in IntakeFrame frame) => new(
        frame.Project.ToString(),
        frame.Key.ToString(),
        frame.Signal.ToString().ToLowerInvariant(),
        DateTimeOffset.UnixEpoch.AddTicks(frame.ReceivedAtUnixNanoseconds / NanosecondsPerTick),
        frame.ItemCount,
        frame.Payload.Length);
}
