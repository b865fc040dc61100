using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Sentry;

/// <summary>Whatever a client sends instead of an event: it becomes a crash with what could be read, or is counted as malformed; nothing is thrown, and the document can be read again.</summary>
public sealed class SentryFuzzTests
{
    private const string Folder = "Sentry/Captures";

    private const string Mark = "in-the-place-of-this";

    private static readonly ProjectId Project = new(1);

    // In the place of anything.
    private static readonly string[] Wrong =
    [
        "null", "true", "-1", "1e308", "99999999999999999999", "\"\"", "\"a\\u0000b\\ud800\"", "[]", "{}", "[null,1,\"x\",[{}]]", """{"values":{"values":[]},"frames":7,"":"","type":[]}""",
    ];

    /// <summary>Recorded events; of the largest, a recursion, the shapes are those of the others.</summary>
    public static TheoryData<string> Captures { get; } = [.. CrashFiles.Names(Folder, ".json.gz").Where(name => !name.EndsWith("recursion", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Read_WrongTypeInEveryPlace_KeepsTheRest(string capture)
    {
        var whole = JsonNode.Parse(CrashFiles.Read(Folder, capture + ".json.gz"))!.AsObject();
        string[] places = [.. Places(whole["event"]!).Distinct()];
        Assert.InRange(places.Length, 20, 5000);
        foreach (string place in places)
        {
            JsonObject changed = whole.DeepClone().AsObject();
            Replace(changed["event"]!, place, Mark);
            string text = changed.ToJsonString();
            foreach (string wrong in Wrong)
            {
                Assert.True(IsKept(Encoding.UTF8.GetBytes(text.Replace($"\"{Mark}\"", wrong, StringComparison.Ordinal))), $"{place} = {wrong}");
            }
        }
    }

    [Fact]
    public void Read_MutatedBytes_IsACrashOrMalformed()
    {
        byte[][] seeds = [.. CrashFiles.Names(Folder, ".json.gz").Select(name => CrashFiles.Read(Folder, name + ".json.gz")).Where(bytes => bytes.Length < 20_000)];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 3]).Array[1, 8])
            .Sample((seed, edits) => IsKept(edits.Aggregate(seeds[seed], Mutate)), iter: 20_000, threads: 1);
    }

    /// <summary>Reads it as the worker does. True for a crash whose document can be read back, and for one drop.</summary>
    private static bool IsKept(byte[] content)
    {
        CrashesRead read = CrashPayload.Read(new byte[] { (byte)CrashEncoding.SentryEvent }.Concat(content).ToArray(), Project, Receipts.Received);
        if (read.Reports.Count == 0)
        {
            return read.Drops is [DropReason.Malformed];
        }

        GroupedCrash crash = CrashPipeline.Prepare(read.Reports.Single(), GroupingRules.None);
        byte[] document = CrashDocumentWriter.Write(crash.Report);
        using var back = JsonDocument.Parse(document);
        return crash.Grouping.Title.Length is > 0 and <= 200 && back.RootElement.ValueKind == JsonValueKind.Object;
    }

    /// <summary>Paths of all values; of lists the first three, which are as the others.</summary>
    private static IEnumerable<string> Places(JsonNode node, string path = "") => node switch
    {
        JsonObject fields => fields.SelectMany(field => Below(field.Value, $"{path}/{field.Key}")),
        JsonArray items => items.Take(3).SelectMany((item, i) => Below(item, $"{path}/{i}")),
        _ => [],
    };

    private static IEnumerable<string> Below(JsonNode? node, string path) => node is null ? [path] : Places(node, path).Prepend(path);

    private static void Replace(JsonNode root, string path, JsonNode? value)
    {
        string[] steps = path[1..].Split('/');
        JsonNode parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray items ? items[int.Parse(step)]! : node[step]!);
        if (parent is JsonArray list)
        {
            list[int.Parse(steps[^1])] = value;
        }
        else
        {
            parent[steps[^1]] = value;
        }
    }

    private static byte[] Mutate(byte[] bytes, (int At, byte Value, int Kind) edit)
    {
        int at = bytes.Length == 0 ? 0 : edit.At % bytes.Length;
        return edit.Kind switch
        {
            0 => [.. bytes[..at], edit.Value, .. bytes.Skip(at + 1)],
            1 => [.. bytes[..at], .. bytes.Skip(at + 1 + edit.Value)],
            2 => [.. bytes[..at], .. bytes.Skip(at).Take(edit.Value), .. bytes[at..]],
            _ => [.. bytes[..at], edit.Value, .. bytes[at..]],
        };
    }
}
