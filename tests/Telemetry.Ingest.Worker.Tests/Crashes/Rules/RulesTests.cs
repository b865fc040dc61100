using System.Collections.Frozen;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Crashes.Rules;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Rules;

public sealed class RulesTests
{
    private static readonly CrashReport Report = new()
    {
        Id = new CrashId(7),
        Time = Receipts.Received,
        ReceivedAt = Receipts.Received,
        Logger = "photo.core",
        Level = CrashLevel.Fatal,
        Tags = [new NamedText("channel", "beta")],
        Message = new CrashMessage("export of 7 failed", "export of %s failed", ["7"]),
        Exceptions =
        [
            new CrashException
            {
                Id = 0,
                Module = "photo.errors",
                Type = "ExportError",
                Value = "connection error: timed out",
                Stack = new CrashStack([Frame("photo.cli", "main"), Frame("acme_core.io", "write"), Frame("photo.export", "save"), Frame("json", "dumps")], 0),
            },
        ],
    };

    [Theory]
    [InlineData("error.type:ExportError -> x", true)]
    [InlineData("error.type:photo.errors.* -> x", true)]
    [InlineData("type:exporterror -> x", false)]
    [InlineData("!error.type:KeyError -> x", true)]
    [InlineData("error.value:\"connection error: *\" -> x", true)]
    [InlineData("message:\"EXPORT of * failed\" -> x", true)]
    [InlineData("logger:photo.* level:fatal tags.channel:beta -> x", true)]
    [InlineData("tags.channel:stable -> x", false)]
    [InlineData("stack.function:save stack.module:photo.export -> x", true)]
    [InlineData("stack.function:save stack.module:photo.cli -> x", false)]
    [InlineData("path:**/photo/*.py -> x", true)]
    [InlineData("path:/srv/p*.py -> x", false)]
    [InlineData("module:json app:yes -> x", false)]
    [InlineData("# error.type:ExportError -> x", false)]
    public void Fingerprint_EachCondition_HoldsOrNot(string rules, bool holds)
    {
        CrashGrouping grouping = Group(rules, "");

        Assert.Equal(holds, grouping.Parts.Any(part => part is { Kind: "fingerprint", Text: "x", Contributes: true }));
    }

    [Fact]
    public void Fingerprint_FirstLineThatHolds_WinsOverTheClientsAndGivesTheTitle()
    {
        const string Rules = "type:KeyError -> a\ntype:ExportError -> b, {{ stack.function }}, {{ tags.channel }} title=\"Export broken\"\ntype:ExportError -> c";

        CrashGrouping grouping = Group(Rules, "", Report with { Fingerprint = ["own"] });

        Assert.Equal(["b", "save", "beta"], grouping.Parts.Where(part => part.Contributes).Select(part => part.Text));
        Assert.Equal("Export broken", grouping.Title);
    }

    [Fact]
    public void Fingerprint_OfTheClientWithDefault_DividesOurGroup()
    {
        ulong plain = Group("", "").Hash;

        Assert.Equal(plain, Group("", "", Report with { Fingerprint = ["{{ default }}"] }).Hash);
        Assert.NotEqual(plain, Group("", "", Report with { Fingerprint = ["{{default}}", "a"] }).Hash);
        Assert.NotEqual(Group("", "", Report with { Fingerprint = ["{{ default }}", "b"] }).Hash, Group("", "", Report with { Fingerprint = ["{{ default }}", "a"] }).Hash);
        Assert.Equal(
            Group("", "", Report with { Fingerprint = ["a"] }).Hash,
            Group("", "", Report with { Fingerprint = ["a"], Exceptions = [] }).Hash);
    }

    [Theory]
    [InlineData("stack.module:acme_core.* -app", "photo.cli.main photo.export.save")]
    [InlineData("stack.module:json +app", "photo.cli.main acme_core.io.write photo.export.save json.dumps")]
    [InlineData("stack.function:write -group", "photo.cli.main photo.export.save")]
    [InlineData("stack.function:write v-group", "acme_core.io.write photo.export.save")]
    [InlineData("stack.function:write ^-app", "photo.cli.main acme_core.io.write")]
    [InlineData("stack.module:photo.* +app max-frames=2", "photo.export.save")]
    [InlineData("[ function:write ] | module:photo.* -app", "photo.cli.main acme_core.io.write")]
    [InlineData("module:photo.* | [ module:json ] -app", "photo.cli.main acme_core.io.write")]
    [InlineData("module:photo.* -app\nmodule:photo.export +app", "acme_core.io.write photo.export.save")]
    public void Stack_EachAction_ChoosesFrames(string rules, string expected) =>
        Assert.Equal(expected, string.Join(' ', Group("", rules).Parts.Where(part => part is { Kind: "frame", Contributes: true }).Select(part => part.Text)));

    [Theory]
    [InlineData("error.type:A")]
    [InlineData("-> x")]
    [InlineData("nobody:A -> x")]
    [InlineData("error.type:A ->")]
    public void Fingerprint_LineThatIsNoRule_IsNamedAndTheOthersHold(string line)
    {
        FingerprintRules rules = FingerprintRules.Parse($"type:A -> a\n\n{line}\ntype:B -> b");

        Assert.Equal(2, rules.Rules.Count);
        Assert.Equal(3, Assert.Single(rules.Problems).Line);
    }

    [Theory]
    [InlineData("stack.module:a")]
    [InlineData("+app")]
    [InlineData("stack.module:a +other")]
    [InlineData("[ what ] | stack.module:a +app")]
    [InlineData("max-frames=x")]
    public void Stack_LineThatIsNoRule_IsNamed(string line) => Assert.Single(StackRules.Parse(line).Problems);

    [Fact]
    public void Pattern_ManyStars_IsLinear()
    {
        RulePattern pattern = new(string.Concat(Enumerable.Repeat("*a", 50)) + "b", isPath: false, ignoreCase: false);

        Assert.False(pattern.IsMatch(new string('a', 20_000)));
    }

    private static CrashGrouping Group(string fingerprintRules, string stackRules, CrashReport? report = null)
    {
        GroupingRules rules = new(FingerprintRules.Parse(fingerprintRules), StackRules.Parse(stackRules), FrozenSet<string>.Empty);
        Assert.Empty(rules.Fingerprint.Problems);
        Assert.Empty(rules.Stack.Problems);
        return CrashPipeline.Prepare(report ?? Report, rules).Grouping;
    }

    private static CrashFrame Frame(string module, string function) =>
        new() { Module = module, Function = function, AbsolutePath = $"/srv/{module.Replace('.', '/')}.py" };
}
