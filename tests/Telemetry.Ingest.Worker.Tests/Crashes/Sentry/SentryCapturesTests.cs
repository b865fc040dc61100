using System.Text;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Sentry;

/// <summary>Events of sentry-python 1.9.10 and 2.64.0 as they were on the wire.</summary>
public sealed class SentryCapturesTests
{
    private const string Folder = "Sentry/Captures";

    public static TheoryData<string> All => [.. CrashFiles.Names(Folder, ".json.gz")];

    [Theory]
    [MemberData(nameof(All))]
    public void Read_EveryCapture_NamesAndMachineAreThere(string name)
    {
        CrashReport report = Read(name);

        Assert.Equal("photo-desktop@3.16.8", report.Release);
        Assert.Equal("production", report.Environment);
        Assert.Equal("host-0042", report.ServerName);
        Assert.Equal("u1234", report.UserId);
        Assert.Equal("sentry.python", report.SdkName);
        Assert.Contains(report.SdkVersion!, name);
        Assert.Equal("CPython", report.Machine.RuntimeName);
        Assert.Equal("3.11.2", report.Machine.RuntimeVersion);
        Assert.Contains(new NamedText("channel", "beta"), report.Tags);
        Assert.Contains(report.Distributions, distribution => distribution.Name == "requests" && distribution.Text == "2.28.1");
        Assert.Contains(report.Contexts, context => context.Name == "hardware" && context.Values.Contains(new NamedText("ram_mb", "8192")));
        Assert.NotEqual(Receipts.Default.FallbackId, report.Id);
        Assert.InRange(report.Time, Receipts.Received.AddSeconds(-5), Receipts.Received);
        Assert.DoesNotContain(report.Problems, problem => !name.Contains("recursion", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Read_EveryCapture_DocumentReadsBackTheSame(string name)
    {
        byte[] written = CrashDocumentWriter.Write(Read(name));

        CrashReport? back = CrashDocumentReader.Read(written, Receipts.Default);

        Assert.NotNull(back);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(CrashDocumentWriter.Write(back)));
    }

    [Theory]
    [InlineData("sentry-python-1.9.10")]
    [InlineData("sentry-python-2.64.0")]
    public void Read_Chained_TheLastComesFirstWithFramesLocalsAndSource(string client)
    {
        CrashReport report = Read($"{client}-chained");

        Assert.Equal(["RuntimeError", "ValueError"], report.Exceptions.Select(exception => exception.QualifiedType));
        Assert.Equal([null, 0], report.Exceptions.Select(exception => exception.ParentId));
        CrashFrame innermost = report.Exceptions[1].Stack.Frames[^1];
        Assert.Equal(("__main__", "parse", 16), (innermost.Module, innermost.Function, innermost.Line));
        Assert.Equal("    return int(value)", innermost.ContextLine);
        Assert.Equal(5, innermost.ContextBefore.Count);
        Assert.Contains(new NamedText("value", "'not-a-number ☃'"), innermost.Locals);
        Assert.Contains(innermost.Locals, local => local.Name == "big" && local.Text.StartsWith("[\"0\",\"1\"", StringComparison.Ordinal));
        Assert.Equal("low disk on C:: 120 MB", Assert.Single(report.Breadcrumbs).Message);
    }

    [Fact]
    public void Read_Group_IsTheTreeItWas()
    {
        CrashReport report = Read("sentry-python-2.64.0-group");

        Assert.Equal(
            ["ExceptionGroup/", "ValueError/exceptions[0]", "ExceptionGroup/exceptions[1]", "TypeError/exceptions[0]", "OSError/exceptions[1]"],
            report.Exceptions.Select(exception => $"{exception.Type}/{exception.Source}"));
        Assert.Equal([null, 0, 0, 2, 2], report.Exceptions.Select(exception => exception.ParentId));
        Assert.Equal([true, false, true, false, false], report.Exceptions.Select(exception => exception.IsGroup));
    }

    [Theory]
    [InlineData("sentry-python-1.9.10")]
    [InlineData("sentry-python-2.64.0")]
    public void Read_Recursion_KeepsBothEndsAndSaysHowMuchIsMissing(string client)
    {
        CrashReport report = Read($"{client}-recursion");

        CrashStack stack = report.Exceptions[0].Stack;
        Assert.Equal("RecursionError", report.Exceptions[0].Type);
        Assert.Equal(CrashLimits.Frames, stack.Frames.Count);
        Assert.InRange(stack.Omitted, 700, 800);
        Assert.Equal("<module>", stack.Frames[0].Function);
        Assert.Equal("rec", stack.Frames[^1].Function);
        Assert.Contains(report.Problems, problem => problem.Contains("the first 125 and the last 125 kept", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sentry-python-1.9.10")]
    [InlineData("sentry-python-2.64.0")]
    public void Read_UnhandledAndMessages_AreToldApart(string client)
    {
        CrashReport unhandled = Read($"{client}-unhandled");
        CrashReport logged = Read($"{client}-logged");
        CrashReport message = Read($"{client}-message");

        Assert.True(unhandled.IsUnhandled);
        Assert.Equal(("excepthook", CrashKind.Exception), (unhandled.Exceptions[0].Mechanism, unhandled.Kind));
        Assert.True(Read($"{client}-thread").IsUnhandled);
        Assert.False(Read($"{client}-chained").IsUnhandled);
        Assert.Equal((CrashKind.Message, "payment failed for %s", "photo.core"), (logged.Kind, logged.Message!.Template, logged.Logger));
        Assert.Equal((CrashKind.Message, "checkout finished", CrashLevel.Warning), (message.Kind, message.Message!.Text, message.Level));
    }

    private static CrashReport Read(string name)
    {
        CrashReport? report = SentryEventReader.Read(CrashFiles.Read(Folder, name + ".json.gz"), Receipts.Default);
        Assert.NotNull(report);
        return report;
    }
}
