using System.Diagnostics;
using System.Text;
using CsCheck;
using Telemetry.Ingest.Worker.Crashes.Tracebacks;
using Telemetry.Ingest.Worker.Tests.Crashes.Grouping;
using Telemetry.Model.Crashes;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Tracebacks;

/// <summary>Whatever is done to a traceback, reading it ends soon, throws nothing and keeps the limits.</summary>
public sealed class TracebackFuzzTests
{
    private static readonly string[] Seeds =
        [.. RecordedCrashes.Names.Where(name => name.Split('/') is ["group_two" or "group_tasks" or "checked" or "careless" or "bad_source" or "process" or "fatal" or "spread", _, "source" or "coloured", "text"]).Select(RecordedCrashes.Content)];

    private static readonly string[] Pieces =
        ["Traceback (most recent call last):\n", "  + Exception Group Traceback (most recent call last):\n", "  +-+---------------- 1 ----------------\n", "    +------------------------------------\n",
         "  File \"", "\", line ", ", in ", "\n", "    ", "  | ", "\0", "\u001b[1;35m", "\ud800", "The above exception was the direct cause of the following exception:\n", "Fatal Python error: ",
         "  [Previous line repeated 99999999999 more times]\n"];

    [Fact]
    public void Parse_MutatedTracebacks_NeverThrowsAndKeepsTheLimits() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 40], Gen.Int[0, Pieces.Length - 1]).Array[0, 12])
            .Sample(
                (seed, edits) =>
                {
                    string text = edits.Aggregate(Seeds[seed], Mutate);

                    ParsedTraceback? parsed = TracebackParser.Parse(text, new CrashBudget());

                    Assert.True(parsed is null || parsed.Exceptions.Count is > 0 and <= CrashLimits.Exceptions);
                    Assert.True(parsed is null || Mends(parsed) == 0);
                },
                iter: 3000,
                threads: 1);

    [Theory]
    [InlineData("  File \"a.py\", line 1, in f\n")]
    [InlineData("Traceback (most recent call last):\n")]
    [InlineData("Traceback (most recent call last):\nE: x\n\nThe above exception was the direct cause of the following exception:\n\n")]
    [InlineData("  + Exception Group Traceback (most recent call last):\n  +-+---------------- 1 ----------------\n")]
    [InlineData("x\n")]
    [InlineData("\u001b[1m")]
    public void Parse_OneLineAHundredThousandTimes_TakesTimeInProportion(string piece)
    {
        const string Head = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n";
        string small = Head + new StringBuilder().Insert(0, piece, 2_000);
        string large = Head + new StringBuilder().Insert(0, piece, 20_000);
        Time(small);

        TimeSpan forSmall = Enumerable.Range(0, 5).Min(_ => Time(small));
        TimeSpan forLarge = Enumerable.Range(0, 5).Min(_ => Time(large));

        // Ten times the text: ten times the time. A hundred times would be a square.
        Assert.True(forLarge < (forSmall * 40) + TimeSpan.FromMilliseconds(20), $"{forSmall} became {forLarge}.");
    }

    private static TimeSpan Time(string text)
    {
        long start = Stopwatch.GetTimestamp();
        TracebackParser.Parse(text, new CrashBudget());
        return Stopwatch.GetElapsedTime(start);
    }

    private static int Mends(ParsedTraceback parsed)
    {
        CrashProblems problems = new();
        ExceptionTree.Mend(parsed.Exceptions, problems);
        return problems.ToList().Count;
    }

    private static string Mutate(string text, (int Place, int Length, int Piece) edit)
    {
        int start = edit.Place % (text.Length + 1);
        int length = Math.Min(edit.Length, text.Length - start);
        return (edit.Place % 3) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, Pieces[edit.Piece]),
            _ => text.Insert(start, text.Substring(start, length)),
        };
    }
}
