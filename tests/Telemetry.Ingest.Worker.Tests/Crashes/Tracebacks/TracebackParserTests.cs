using Telemetry.Ingest.Worker.Crashes.Tracebacks;
using Telemetry.Ingest.Worker.Tests.Crashes.Grouping;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Tracebacks;

/// <summary>Tracebacks that real interpreters printed, against what the same interpreter said of the same crash as a document.</summary>
public sealed class TracebackParserTests
{
    public static TheoryData<string> Interpreters => [.. RecordedCrashes.Names.Select(name => name.Split('/')[1]).Distinct()];

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Parse_EveryRecordedTraceback_SaysWhatTheInterpreterSays(string version)
    {
        string[] names = [.. RecordedCrashes.Names.Where(name => name.Split('/') is [not ("fatal" or "process"), var of, _, "text"] && of == version)];
        Assert.True(names.Length >= 200);
        foreach (string name in names)
        {
            ParsedTraceback? parsed = TracebackParser.Parse(RecordedCrashes.Content(name), new CrashBudget());
            CrashReport expected = RecordedCrashes.FromDocument(RecordedCrashes.Content(name.Replace("/text", "/native", StringComparison.Ordinal)));

            Assert.NotNull(parsed);
            Assert.True(Shape(expected.Exceptions) == Shape(parsed.Exceptions), $"{name}\nexpected\n{Shape(expected.Exceptions)}\nfound\n{Shape(parsed.Exceptions)}");
        }
    }

    [Theory]
    [InlineData("Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f8a (most recent call first):\n  File \"a.py\", line 3 in f\n  File \"a.py\", line 9 in <module>\n", "Segmentation fault", "<module> f")]
    [InlineData("Windows fatal exception: access violation\n\nCurrent thread 0x0a [main] (most recent call first):\n  File \"C:\\a.py\", line 3 in f\n\nCurrent thread's C stack trace (most recent call first):\n  Binary file \"python\", at x\n", "access violation", "f")]
    [InlineData("Fatal Python error: _enter_buffered_busy: could not acquire lock\nPython runtime state: finalizing\n\nStack (most recent call first):\n  <no Python frame>\n", "_enter_buffered_busy", "")]
    public void Parse_DumpOfFaulthandler_IsOneNativeCrash(string text, string type, string functions)
    {
        ParsedTraceback parsed = TracebackParser.Parse(text, new CrashBudget())!;

        Assert.Equal((CrashKind.Native, type), (parsed.Kind, parsed.Exceptions[0].Type));
        Assert.Equal(functions, string.Join(' ', parsed.Exceptions[0].Stack.Frames.Select(frame => frame.Function)));
    }

    [Fact]
    public void Parse_RecordedSegmentationFaults_HaveBothThreads()
    {
        string[] names = [.. RecordedCrashes.Names.Where(name => name.StartsWith("fatal/", StringComparison.Ordinal) && name.EndsWith("/text", StringComparison.Ordinal))];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            ParsedTraceback parsed = TracebackParser.Parse(RecordedCrashes.Content(name), new CrashBudget())!;

            Assert.Equal((CrashKind.Native, "Segmentation fault", "crash"), (parsed.Kind, parsed.Exceptions[0].Type, parsed.Exceptions[0].Stack.Frames[^1].Function));
            Assert.Equal(2, parsed.Threads.Count);
            Assert.Contains(parsed.Threads, thread => thread.Stack.Frames.Any(frame => frame.Function == "wait"));
        }
    }

    [Fact]
    public void Parse_IndentedBehindLogText_IsRead()
    {
        const string Text = "2026-11-22 ERROR payment failed\n    Traceback (most recent call last):\n      File \"a.py\", line 1, in f\n        x()\n    ValueError: one\n      two\n";

        CrashException exception = TracebackParser.Parse(Text, new CrashBudget())!.Exceptions[0];

        Assert.Equal(("ValueError", "one\n  two"), (exception.Type, exception.Value));
        Assert.Equal("x()", exception.Stack.Frames[0].ContextLine);
    }

    [Fact]
    public void Parse_SeveralCarriersOfOneText_LastTracebackCounts()
    {
        const string Text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: one\nlog\nTraceback (most recent call last):\n  File \"b.py\", line 2, in g\nKeyError: 'x'\n";

        CrashException exception = Assert.Single(TracebackParser.Parse(Text, new CrashBudget())!.Exceptions);

        Assert.Equal(("KeyError", "g"), (exception.Type, exception.Stack.Frames[0].Function));
    }

    [Fact]
    public void Parse_ClassMadeInAFunction_HasItsModule()
    {
        CrashException exception = TracebackParser.Parse("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nphoto.cli.make.<locals>.Oops\n", new CrashBudget())!.Exceptions[0];

        Assert.Equal(("Oops", null), (exception.Type, exception.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ValueError: no traceback at all")]
    [InlineData("    at f (file.js:1:2)")]
    [InlineData("Traceback (most recent call last):")]
    public void Parse_NoTraceback_IsNothing(string text) => Assert.Null(TracebackParser.Parse(text, new CrashBudget()));

    /// <summary>Types, links and calls; messages but for notes, which the text does not tell apart, and for the place of a syntax error.</summary>
    private static string Shape(IReadOnlyList<CrashException> exceptions)
    {
        ILookup<int?, CrashException> children = exceptions.ToLookup(exception => exception.ParentId);
        return Shape(exceptions[0], children);
    }

    private static string Shape(CrashException exception, ILookup<int?, CrashException> children)
    {
        string type = exception.Module is null or "__main__" ? exception.Type! : $"{exception.Module}.{exception.Type}";
        string value = (exception.Value ?? "").Split('\n')[0];
        string frames = string.Join(',', Folded(exception.Stack).Distinct());
        string inner = string.Concat(children[exception.Id].OrderBy(child => child.Source, StringComparer.Ordinal).Select(child => $"\n{child.Source} {Shape(child, children)}"));
        return $"{type}: {value} [{frames}]{(exception.IsGroup ? " group" : "")}{inner}";
    }

    private static IEnumerable<string> Folded(CrashStack stack) => stack.Frames.Select(frame => $"{frame.AbsolutePath}:{frame.Line}:{StackFrameKey.ShortName(frame.Function)}");
}
