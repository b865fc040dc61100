using Telemetry.Model;
using Telemetry.Testing.Captures;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Captures;

public sealed class OtlpCapturesTests
{
    [Fact]
    public void All_EveryClient_ParsesWithItems()
    {
        Assert.Equal(3, OtlpCaptures.Of(Signal.Logs).Count);
        Assert.Equal(3, OtlpCaptures.Of(Signal.Spans).Count);
        Assert.Equal(2, OtlpCaptures.Of(Signal.Metrics).Count);
        Assert.All(OtlpCaptures.Of(Signal.Logs), capture => Assert.NotEmpty(capture.ParseLogs().ResourceLogs));
        Assert.All(OtlpCaptures.Of(Signal.Spans), capture => Assert.NotEmpty(capture.ParseSpans().ResourceSpans));
    }
}
