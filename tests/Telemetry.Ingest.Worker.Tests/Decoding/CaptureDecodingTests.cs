using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Decoding;

public sealed class CaptureDecodingTests
{
    public static TheoryData<string> LogCaptures => [.. OtlpCaptures.Of(Signal.Logs).Select(capture => capture.Name)];

    public static TheoryData<string> SpanCaptures => [.. OtlpCaptures.Of(Signal.Spans).Select(capture => capture.Name)];

    [Theory]
    [MemberData(nameof(LogCaptures))]
    public void Decode_CapturedLogs_EveryFieldIsThere(string name)
    {
        IntakeFrame frame = Frames.Of(OtlpCaptures.Find(name).ParseLogs());

        DecodedRequest decoded = DecodedRequest.Decode(frame);

        Assert.Equal(new ExpectedRows(frame).Of(OtlpCaptures.Find(name).ParseLogs()), decoded.Rows);
        Assert.Empty(decoded.Drops);
    }

    [Theory]
    [MemberData(nameof(SpanCaptures))]
    public void Decode_CapturedSpans_EveryFieldIsThere(string name)
    {
        IntakeFrame frame = Frames.Of(OtlpCaptures.Find(name).ParseSpans());

        DecodedRequest decoded = DecodedRequest.Decode(frame);

        Assert.Equal(new ExpectedRows(frame).Of(OtlpCaptures.Find(name).ParseSpans()), decoded.Rows);
        Assert.Empty(decoded.Drops);
    }
}
