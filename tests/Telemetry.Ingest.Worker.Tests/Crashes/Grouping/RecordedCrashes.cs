using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Worker.Crashes.Otlp;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Grouping;

/// <summary>What <c>Programs/record.py</c> recorded: each program on each interpreter, started in several ways, as text and as the native document.</summary>
internal static class RecordedCrashes
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Contents = new(Read);

    /// <summary>All names: <c>to_int/3.8/source/text</c>.</summary>
    public static IEnumerable<string> Names => Contents.Value.Keys;

    /// <summary>What was recorded under that name.</summary>
    public static string Content(string name) => Contents.Value[name];

    /// <summary>A crash from the text of its traceback, as an OpenTelemetry client would send it.</summary>
    public static CrashReport FromText(string traceback)
    {
        OtlpAttributes attributes = new();
        attributes.Add(OtlpMessages.Pair("exception.stacktrace", traceback), 4);
        OtlpRecord record = new(new CrashId(7), attributes, 0, 17, [], []);
        return OtlpExceptionReader.Read(record, new OtlpOrigin(new ProjectId(1), Receipts.Received));
    }

    /// <summary>A crash from the native document.</summary>
    public static CrashReport FromDocument(string document) =>
        CrashDocumentReader.Read(Encoding.UTF8.GetBytes(document), Receipts.Default) ?? throw new InvalidDataException("No document.");

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> contents = [];
        foreach (string line in CrashFiles.ReadText("Grouping", "recorded.jsonl.gz").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument record = JsonDocument.Parse(line);
            contents.Add(record.RootElement.GetProperty("name").GetString()!, record.RootElement.GetProperty("content").GetString()!);
        }

        return contents;
    }
}
