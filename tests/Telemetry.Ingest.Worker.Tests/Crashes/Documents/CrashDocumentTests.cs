using System.Text;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Documents;

public sealed class CrashDocumentTests
{
    [Fact]
    public void Read_TheExampleOfTheDocumentation_HasEveryFieldAndNoProblem()
    {
        CrashReport report = Read(Example());

        Assert.Empty(report.Problems);
        Assert.Equal("0192f0c1d2e34f5a8b9c0d1e2f3a4b5c", report.Id.ToString());
        Assert.Equal(["ExportError", "FileNotFoundError"], report.Exceptions.Select(exception => exception.Type));
        Assert.Equal(("photo.export", "__cause__", 0), (report.Exceptions[0].Module, report.Exceptions[1].Source, report.Exceptions[1].ParentId));
        CrashFrame frame = report.Exceptions[0].Stack.Frames[^1];
        Assert.Equal((41, 12, 54), (frame.Line, frame.Column, frame.EndColumn));
        Assert.Equal("pyinstaller", report.Machine.Packaging);
        Assert.Equal("cp1252", report.Machine.Encoding);
        Assert.NotEmpty(report.Threads);
        Assert.NotEmpty(report.Breadcrumbs);
        Assert.NotEmpty(report.Distributions);
    }

    [Fact]
    public void Write_TheExampleOfTheDocumentation_SaysTheSame()
    {
        byte[] written = CrashDocumentWriter.Write(Read(Example()));

        Assert.Equal(Flat(Example()), Flat(Encoding.UTF8.GetString(written)));
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00 \\udcff\"", "😀 \uFFFD")]
    [InlineData("\"a\\u0000b\"", "a␀b")]
    [InlineData("\"\\\\ud800\"", "\\ud800")]
    public void Read_TextsNobodyCanStore_AreMended(string json, string expected) =>
        Assert.Equal(expected, Read($$$"""{"version":1,"message":{"text":{{{json}}}}}""").Message!.Text);

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreReplaced()
    {
        byte[] bytes = [.. "{\"version\":1,\"message\":{\"text\":\"a"u8, 0xFF, .. "b\"}}"u8];

        Assert.Equal("a\uFFFDb", CrashDocumentReader.Read(bytes, Receipts.Default)!.Message!.Text);
    }

    [Fact]
    public void Read_TenThousandFrames_KeepsBothEnds()
    {
        string frames = string.Join(',', Enumerable.Range(0, 10_000).Select(line => $$"""{"function":"f","line":{{line}}}"""));

        CrashStack stack = Read($$$"""{"version":1,"exceptions":[{"id":0,"type":"E","stack":{"frames":[{{{frames}}}]}}]}""").Exceptions[0].Stack;

        Assert.Equal((250, 9_750), (stack.Frames.Count, stack.Omitted));
        Assert.Equal([0, 124, 9_875, 9_999], new[] { 0, 124, 125, 249 }.Select(index => stack.Frames[index].Line!.Value));
    }

    [Fact]
    public void Read_ManyStacks_ShareTheFrames()
    {
        string frames = string.Join(',', Enumerable.Repeat("""{"function":"f"}""", 300));
        string exceptions = string.Join(',', Enumerable.Range(0, 20).Select(id => $$$"""{"id":{{{id}}},"parent":0,"stack":{"frames":[{{{frames}}}]}}"""));

        CrashReport report = Read($$"""{"version":1,"exceptions":[{{exceptions}}]}""");

        Assert.Equal(CrashLimits.AllFrames, report.Exceptions.Sum(exception => exception.Stack.Frames.Count));
        Assert.Equal(20, report.Exceptions.Count);
    }

    [Fact]
    public void Read_AThousandExceptionsInACircle_FiftyAreKeptAndLeadToTheFirst()
    {
        string exceptions = string.Join(',', Enumerable.Range(0, 1000).Select(id => $$"""{"id":{{id}},"parent":{{(id + 1) % 1000}},"type":"E{{id}}"}"""));

        IReadOnlyList<CrashException> read = Read($$"""{"version":1,"exceptions":[{{exceptions}}]}""").Exceptions;

        Assert.Equal(CrashLimits.Exceptions, read.Count);
        Assert.Null(read[0].ParentId);
        Assert.All(read.Skip(1), exception => Assert.NotNull(exception.ParentId));
    }

    [Fact]
    public void Read_TenMegabytesOfLocals_AreCut()
    {
        string locals = string.Join(',', Enumerable.Range(0, 100).Select(index => $"\"v{index}\":\"{new string('x', 100_000)}\""));
        string frame = $$$"""{"function":"f","locals":{{{{locals}}}}}""";

        CrashReport report = Read($$$"""{"version":1,"exceptions":[{"id":0,"stack":{"frames":[{{{frame}}}]}}]}""");

        Assert.Equal(CrashLimits.LocalsPerFrame, report.Exceptions[0].Stack.Frames[0].Locals.Count);
        Assert.InRange(CrashDocumentWriter.Write(report).Length, 50_000, 60_000);
    }

    [Fact]
    public void Read_EveryFieldOfTheExampleWrong_CrashIsKept()
    {
        string[] wrong = ["7", "-1", "\"\"", "true", "[]", "[7,[]]", "{}", "{\"a\":[{}]}", "null", "1e400"];
        foreach ((int start, int length) in ValuesOf(Example()))
        {
            foreach (string value in wrong)
            {
                string json = Example().Remove(start, length).Insert(start, value);

                Assert.NotNull(CrashDocumentReader.Read(CrashDocumentWriter.Write(Read(json)), Receipts.Default));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\":")]
    public void Read_NoJsonObject_IsNothing(string json) => Assert.Null(CrashDocumentReader.Read(Encoding.UTF8.GetBytes(json), Receipts.Default));

    private static CrashReport Read(string json)
    {
        CrashReport? report = CrashDocumentReader.Read(Encoding.UTF8.GetBytes(json), Receipts.Default);
        Assert.NotNull(report);
        return report;
    }

    private static string Example()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "crash-format.md"));
        int start = text.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Flat(string json) =>
        System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Where each value of an object stands in the text, those of inner objects included.</summary>
    private static List<(int Start, int Length)> ValuesOf(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(json.Length, bytes.Length);
        List<(int, int)> values = [];
        System.Text.Json.Utf8JsonReader reader = new(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == System.Text.Json.JsonTokenType.PropertyName)
            {
                System.Text.Json.Utf8JsonReader value = reader;
                value.Read();
                int start = (int)value.TokenStartIndex;
                value.Skip();
                values.Add((start, (int)value.BytesConsumed - start));
            }
        }

        return values;
    }
}
