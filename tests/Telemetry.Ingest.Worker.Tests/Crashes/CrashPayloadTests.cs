using System.Diagnostics;
using System.Text;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

public sealed class CrashPayloadTests
{
    private static readonly ProjectId Project = new(1);

    [Fact]
    public void Read_SentryEvent_IsOneReport()
    {
        byte[] payload = [(byte)CrashEncoding.SentryEvent, .. CrashFiles.Read("Sentry/Captures", "sentry-python-2.64.0-chained.json.gz")];

        CrashesRead read = CrashPayload.Read(payload, Project, Receipts.Received);

        Assert.Empty(read.Drops);
        Assert.Equal("eb4ae63caf72458cb7ebdfe2fee7a08e", Assert.Single(read.Reports).Id.ToString());
    }

    [Theory]
    [InlineData("", DropReason.Malformed)]
    [InlineData("03", DropReason.Malformed)]
    [InlineData("037B7D", DropReason.Malformed)]
    [InlineData("047B7D", DropReason.Malformed)] // feedback without a word
    [InlineData("FF00", DropReason.Malformed)]
    public void Read_NoCrash_IsOneDrop(string hex, DropReason reason)
    {
        CrashesRead read = CrashPayload.Read(Convert.FromHexString(hex), Project, Receipts.Received);

        Assert.Empty(read.Reports);
        Assert.Equal([reason], read.Drops);
    }

    [Fact]
    public void Prepare_HostileCrash_EndsSoonAndIsKept()
    {
        string frames = string.Join(',', Enumerable.Range(0, 1_500).Select(HostileFrame));
        string value = string.Concat(Enumerable.Repeat("token='", 1500));
        string exception = $$$"""{"type":"E","value":"{{{value}}}","stacktrace":{"frames":[{{{frames}}}]} }""";
        string exceptions = string.Join(',', Enumerable.Repeat(exception, 8));
        byte[] payload = [(byte)CrashEncoding.SentryEvent, .. Encoding.UTF8.GetBytes($$"""{"header":{},"event":{"platform":"python","exception":[{{exceptions}}]} }""")];
        long start = Stopwatch.GetTimestamp();

        CrashReport report = Assert.Single(CrashPayload.Read(payload, Project, Receipts.Received).Reports);
        GroupedCrash prepared = CrashPipeline.Prepare(report, GroupingRules.None);

        Assert.Equal(CrashLimits.AllFrames, prepared.Report.Exceptions.Sum(exception => exception.Stack.Frames.Count));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), $"{Stopwatch.GetElapsedTime(start)}");
    }

    private static string HostileFrame(int index) =>
        $$$"""{"module":"m{{{index}}}","function":"password='{{{index}}}","abs_path":"{{{new string('/', 400)}}}","vars":{"a":"{{{new string('\'', 900)}}}"} }""";
}
