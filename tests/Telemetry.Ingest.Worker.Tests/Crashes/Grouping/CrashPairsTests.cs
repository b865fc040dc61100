using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Grouping;

/// <summary>
/// The table of crash pairs: which two are one bug, and which are not. All of it must be right. Its crashes were made by real programs on real
/// interpreters (<see cref="RecordedCrashes"/>), or captured from Sentry's SDKs; what ends in <c>@windows</c> and the like was derived from
/// those by rewriting paths (<see cref="Elsewhere"/>).
/// </summary>
public sealed class CrashPairsTests
{
    public static IReadOnlyList<(string Left, string Right, bool IsSame, string Reason)> Pairs { get; } =
        [.. CrashFiles.ReadText("Grouping", "pairs.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(ToPair)];

    [Fact]
    public void Group_EveryPairOfTheTable_IsRight()
    {
        Assert.True(Pairs.Count >= 120, $"{Pairs.Count} pairs.");
        Dictionary<string, CrashGrouping> groupings = Pairs.SelectMany(pair => new[] { pair.Left, pair.Right }).Distinct().ToDictionary(name => name, Group);

        string[] wrong =
        [
            .. Pairs
                .Where(pair => groupings[pair.Left].Hash == groupings[pair.Right].Hash != pair.IsSame)
                .Select(pair => $"{(pair.IsSame ? "same" : "different")}: {pair.Reason}\n{Explain(pair.Left, groupings)}\n{Explain(pair.Right, groupings)}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Group_EveryRecordedCrash_IsTheSameOnEveryInterpreterStartAndDoor()
    {
        // A segmentation fault leaves no document: nothing of Python runs any more.
        var byCase = RecordedCrashes.Names
            .Where(name => RecordedCrashes.Content(name).Length > 0)
            .GroupBy(name => name.Split('/')[0]);

        string[] split =
        [
            .. byCase.Select(names => (names.Key, Groups: names.Select(name => (Name: name, Grouping: Group(name))).GroupBy(crash => crash.Grouping.Hash).ToList()))
            .Where(result => result.Groups.Count > 1)
            .Select(result => $"{result.Key}\n" + string.Join('\n', result.Groups.Select(group => $"{group.Count()} × {group.First().Name}: {Text(group.First().Grouping)}"))),
        ];
        Assert.True(split.Length == 0, string.Join('\n', split));
    }

    // What is told about a stored crash, and what a preview tries, begins with its document.
    [Fact]
    public void Group_FromTheStoredDocument_IsTheSameForEveryCrash()
    {
        string[] names = [.. Pairs.SelectMany(pair => new[] { pair.Left, pair.Right }).Distinct()];

        string[] changed = [.. names.Where(name =>
        {
            GroupedCrash stored = CrashPipeline.Prepare(Read(name), GroupingRules.None);
            var libraries = stored.Report.Distributions.SelectMany(distribution => KnownDistributions.ModulesOf(distribution.Name)).ToHashSet();
            byte[] document = CrashDocumentWriter.Write(stored.Report.DistributionsHash is null ? stored.Report : stored.Report with { Distributions = [] });
            CrashReport read = CrashDocumentReader.Read(document, Receipts.Default)!;
            return CrashGrouper.Group(read, GroupingRules.None.With(libraries)).Grouping.Hash != stored.Grouping.Hash;
        })];
        Assert.Empty(changed);
    }

    private static (string Left, string Right, bool IsSame, string Reason) ToPair(string line)
    {
        string[] cells = line.Split('\t');
        return (cells[1], cells[2], cells[0] == "same", cells[3]);
    }

    private static CrashGrouping Group(string name) => CrashPipeline.Prepare(Read(name), GroupingRules.None).Grouping;

    private static CrashReport Read(string name)
    {
        string[] parts = name.Split('@');
        if (parts[0].StartsWith("sentry-python", StringComparison.Ordinal))
        {
            return SentryEventReader.Read(CrashFiles.Read("Sentry/Captures", parts[0] + ".json.gz"), Receipts.Default)!;
        }

        string content = RecordedCrashes.Content(parts[0]);
        bool isText = parts[0].EndsWith("/text", StringComparison.Ordinal);
        string place = parts.Length > 1 ? parts[1] : "";
        return isText ? RecordedCrashes.FromText(Elsewhere.Move(content, place)) : Elsewhere.Move(RecordedCrashes.FromDocument(content), place);
    }

    private static string Explain(string name, Dictionary<string, CrashGrouping> groupings) => $"  {name}: {Text(groupings[name])}";

    private static string Text(CrashGrouping grouping) => string.Join(" | ", grouping.Parts.Where(part => part.Contributes).Select(part => $"{part.Kind} {part.Text}"));
}
