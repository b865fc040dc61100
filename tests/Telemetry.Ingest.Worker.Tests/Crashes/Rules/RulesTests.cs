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
    [InlineData("error.type:A", 13, "There is no \"->\"")]
    [InlineData("  -> x", 3, "There is no condition.")]
    [InlineData("nobody:A -> x", 1, "\"nobody\" is nothing a rule can look at.")]
    [InlineData("type:A wrong -> x", 8, "\"wrong\" is no condition.")]
    [InlineData("type:A type: -> x", 13, "The pattern of \"type:\" is missing.")]
    [InlineData("type:A message:\"a -> b", 16, "The quote is not closed.")]
    [InlineData("error.type:A ->", 16, "There is no fingerprint.")]
    [InlineData("type:A -> a, {{ nothing }}", 14, "\"{{ nothing }}\" is no variable.")]
    public void Fingerprint_LineThatIsNoRule_IsNamedWithItsPlaceAndTheOthersHold(string line, int column, string text)
    {
        FingerprintRules rules = FingerprintRules.Parse($"type:A -> a\n\n{line}\ntype:B -> b");

        Assert.Equal(2, rules.Rules.Count);
        RuleProblem problem = Assert.Single(rules.Problems);
        Assert.Equal((3, column), (problem.Line, problem.Column));
        Assert.StartsWith(text, problem.Text, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Expected);
    }

    [Theory]
    [InlineData("stack.module:a", 15, "There is no action.")]
    [InlineData("+app", 1, "There is no condition.")]
    [InlineData("stack.module:a +other", 16, "\"+other\" is no action.")]
    [InlineData("[ what ] | stack.module:a +app", 3, "\"what\" is no condition.")]
    [InlineData("[ function:a +app", 1, "The brackets are not complete.")]
    [InlineData("[ function:a ] module:b +app", 16, "The bar behind the brackets is missing.")]
    [InlineData("module:b | [ logger:a ] +app", 14, "\"logger:a\" is not about a frame.")]
    [InlineData("max-frames=x", 12, "\"x\" is no number of frames.")]
    [InlineData("max-frames=0", 12, "\"0\" is no number of frames.")]
    public void Stack_LineThatIsNoRule_IsNamedWithItsPlace(string line, int column, string text)
    {
        StackRules rules = StackRules.Parse($"module:x +app\n{line}");

        RuleProblem problem = Assert.Single(rules.Problems);
        Assert.Equal((2, column), (problem.Line, problem.Column));
        Assert.StartsWith(text, problem.Text, StringComparison.Ordinal);
        Assert.Null(rules.MaxFrames);
    }

    [Fact]
    public void Parse_TenThousandRules_AreRefusedAtTheFirstOneTooMany()
    {
        FingerprintRules rules = FingerprintRules.Parse(string.Join('\n', Enumerable.Range(0, 10_000).Select(number => $"type:E{number} -> g{number}")));

        Assert.Equal(GroupingLimits.Lines, rules.Rules.Count);
        Assert.Equal(GroupingLimits.Lines + 1, Assert.Single(rules.Problems).Line);
        Assert.Equal(1, Assert.Single(StackRules.Parse("module:" + new string('a', 2000) + " +app").Problems).Line);
    }

    // Without a bound: 1,000 rules × 250 frames × 1,000 × 200 characters.
    [Fact]
    public void Group_HostileRulesAndCrash_LeavesRulesOutSaysSoAndIsTheSameAgain()
    {
        string glob = string.Concat(Enumerable.Repeat("*a", 400)) + "b";
        string rules = string.Join('\n', Enumerable.Repeat($"stack.function:{glob} -> x", GroupingLimits.Lines)) + "\n";
        CrashReport report = Report with
        {
            Exceptions = [Report.Exceptions[0] with { Stack = new CrashStack([.. Enumerable.Repeat(Frame("photo.cli", new string('a', 200)), 250)], 0) }],
        };
        var time = System.Diagnostics.Stopwatch.StartNew();

        CrashGrouping first = Group(rules.TrimEnd(), $"function:{glob} v-app ^-app", report);

        Assert.True(time.Elapsed < TimeSpan.FromSeconds(5), $"{time.Elapsed}");
        Assert.Contains(first.Parts, part => part is { Kind: "rule", Contributes: false });
        Assert.Equal(first.Hash, Group(rules.TrimEnd(), $"function:{glob} v-app ^-app", report).Hash);
        Assert.Equal(first.Hash, Group("", "", report).Hash);
    }

    [Fact]
    public void Group_AsManyRulesAsThereMayBe_AllAreLookedAt()
    {
        string many = string.Join('\n', Enumerable.Range(0, GroupingLimits.Lines - 1).Select(number => $"type:E{number} stack.function:save* -> g{number}"));
        string actions = string.Join('\n', Enumerable.Range(0, GroupingLimits.Lines - 1).Select(number => $"module:acme{number}.* -app"));

        CrashGrouping grouping = Group(many + "\ntype:ExportError -> last", actions + "\nmodule:json +app");

        Assert.Contains(grouping.Parts, part => part is { Kind: "fingerprint", Text: "last", Contributes: true });
        Assert.Contains(grouping.Parts, part => part is { Text: "json.dumps" });
        Assert.DoesNotContain(grouping.Parts, part => part.Kind == "rule");
    }

    [Theory]
    [InlineData("save_*", "save_all", false, true)]
    [InlineData("*", "", false, true)]
    [InlineData("", "", false, true)]
    [InlineData("a", "", false, false)]
    [InlineData("a*b*c", "aXbXbXc", false, true)]
    [InlineData("a*b*c", "aXbXbX", false, false)]
    [InlineData("a?c", "abc", false, true)]
    [InlineData("Save", "save", false, false)]
    [InlineData("a*b", "a\nb", false, true)]
    [InlineData("(a+)+$", "(a+)+$", false, true)]
    [InlineData("[a-z]*", "abc", false, false)]
    [InlineData("/srv/*.py", "/srv/photo/cli.py", true, false)]
    [InlineData("/srv/**.py", "/srv/photo/cli.py", true, true)]
    [InlineData("/srv/**/*.py", "/srv/photo/cli.py", true, true)]
    [InlineData("**/photo/*.py", "photo/cli.py", true, true)]
    [InlineData("**/photo/*.py", "C:\\App\\Photo\\CLI.py", true, true)]
    [InlineData("c:\\app\\**", "C:/App/x.py", true, true)]
    [InlineData("/a/?/c", "/a///c", true, false)]
    public void Pattern_IsAGlobOfTheWholeText(string glob, string text, bool isPath, bool matches) =>
        Assert.Equal(matches, new RulePattern(glob, isPath, ignoreCase: isPath).IsMatch(text, new RuleBudget()));

    [Fact]
    public void Group_FrameThatARuleChanged_SaysWhichRule()
    {
        CrashGrouping grouping = Group("", "module:json +app\nfunction:main -group");

        Assert.Equal("The application's own code, says the project's rule: module:json +app", grouping.Parts.Single(part => part.Text == "json.dumps").Why);
        Assert.Equal("The project's rule leaves it out: function:main -group", grouping.Parts.Single(part => part.Text == "photo.cli.main").Why);
    }

    [Fact]
    public void Group_CrashThatWasGroupedBefore_IsTheSame()
    {
        GroupingRules rules = GroupingRules.Parse("", "module:json +app");
        GroupedCrash once = CrashGrouper.Group(Report, rules);

        Assert.Equal(once.Grouping.Hash, CrashGrouper.Group(once.Report, rules).Grouping.Hash);
        Assert.Equal(Group("", "").Hash, CrashGrouper.Group(once.Report, GroupingRules.None).Grouping.Hash);
    }

    private static CrashGrouping Group(string fingerprintRules, string stackRules, CrashReport? report = null)
    {
        GroupingRules rules = GroupingRules.Parse(fingerprintRules, stackRules);
        Assert.Empty(rules.FingerprintProblems);
        Assert.Empty(rules.StackProblems);
        return CrashPipeline.Prepare(report ?? Report, rules).Grouping;
    }

    private static CrashFrame Frame(string module, string function) =>
        new() { Module = module, Function = function, AbsolutePath = $"/srv/{module.Replace('.', '/')}.py" };
}
