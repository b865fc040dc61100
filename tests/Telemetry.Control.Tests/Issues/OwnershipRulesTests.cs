using Telemetry.Control.Issues;
using Telemetry.Control.Users;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Tests.Issues;

public sealed class OwnershipRulesTests
{
    [Theory]
    [InlineData("src/billing/**", "src/billing/pay/card.py", true)]
    [InlineData("src/billing/**", "src/billing.py", false)]
    [InlineData("src/billing/*", "src/billing/card.py", true)]
    [InlineData("src/billing/*", "src/billing/pay/card.py", false)]
    [InlineData("src/billing/", "src/billing/pay/card.py", true)]
    [InlineData("**/card.py", "card.py", true)]
    [InlineData("**/card.py", "a/b/card.py", true)]
    [InlineData("src/**/card.py", "src/card.py", true)]
    [InlineData("src/**/card.py", "src/a/b/card.py", true)]
    [InlineData("src/**/card.py", "src/scard.py", false)]
    [InlineData("card.py", "C:\\app\\src\\CARD.PY", true)]
    [InlineData("/src/card.py", "/src/card.py", true)]
    [InlineData("/src/card.py", "app/src/card.py", false)]
    [InlineData("*.py", "a/b.py", true)]
    [InlineData("c?rd.py", "card.py", true)]
    [InlineData("a?b.py", "a/b.py", false)]
    [InlineData("*", "", true)]
    [InlineData("x", "", false)]
    public void IsPath_FoldersAndStars_AreThoseOfGlobs(string pattern, string path, bool expected) => Assert.Equal(expected, new GlobPattern(pattern).IsPath(path));

    [Theory]
    [InlineData("shop.*", "shop.cart.checkout", true)]
    [InlineData("shop.*", "workshop.cart", false)]
    [InlineData("*cart*", "shop.cart.checkout", true)]
    [InlineData("https://example.com/*/pay", "https://EXAMPLE.com/a/b/pay", true)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a*b*c", "aXbXbX", false)]
    [InlineData("", "", true)]
    public void IsMatch_StarStandsForAnything(string pattern, string text, bool expected) => Assert.Equal(expected, new GlobPattern(pattern).IsMatch(text));

    [Fact]
    public void IsPath_HostilePatternAndPath_EndsSoon()
    {
        string pattern = string.Concat(Enumerable.Repeat("**/*a*", 80)) + "b";

        Assert.False(new GlobPattern(pattern).IsPath(string.Concat(Enumerable.Repeat("aaaa/", 200))));
    }

    [Fact]
    public void Find_SeveralRules_LastMatchWins()
    {
        OwnershipRules rules = OwnershipRules.Parse("""
            # all of it
            path:** all@example.com

            module:shop.* shop@example.com second@example.com
            url:*/admin/* admin@example.com
            tags.os.name:windows* desktop
            """).Rules;

        Assert.Equal("all@example.com", rules.Find(Subject(path: "x.py"))?.Owners[0]);
        Assert.Equal(["shop@example.com", "second@example.com"], rules.Find(Subject(path: "x.py", module: "shop.cart"))?.Owners);
        Assert.Equal("admin@example.com", rules.Find(Subject(module: "shop.cart", url: "https://example.com/admin/users"))?.Owners[0]);
        Assert.Equal("desktop", rules.Find(Subject(module: "shop.cart", tag: ("os.name", "Windows 10")))?.Owners[0]);
        Assert.Null(rules.Find(OwnershipSubject.None));
    }

    [Theory]
    [InlineData("billing ada", "A rule begins with")]
    [InlineData("file:x ada", "A rule begins with")]
    [InlineData("tags.:x ada", "A rule begins with")]
    [InlineData("path: ada", "The pattern is missing")]
    [InlineData("path:src", "An owner is missing")]
    public void Parse_LineThatIsNoRule_IsNamedAndTheOthersHold(string line, string problem)
    {
        (OwnershipRules rules, IReadOnlyList<OwnershipProblem> problems) = OwnershipRules.Parse($"path:a x\n{line}\npath:b y");

        Assert.Equal(2, rules.Rules.Count);
        OwnershipProblem only = Assert.Single(problems);
        Assert.Equal(2, only.Line);
        Assert.StartsWith(problem, only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooMuch_IsRefused()
    {
        Assert.Contains(OwnershipRules.Parse(string.Concat(Enumerable.Repeat("path:a x\n", 2000))).Problems, problem => problem.Line == OwnershipRules.MaxLines + 1);
        Assert.Single(OwnershipRules.Parse("path:" + new string('a', 600) + " x").Problems);
    }

    [Theory]
    [InlineData("@ada@example.com, please", "1")]
    [InlineData("please look, @ada.", "1")]
    [InlineData("@AdaLovelace and @bob and @ada again", "1 2")]
    [InlineData("write to ada@example.com", "")]
    [InlineData("@sam is two people", "")]
    [InlineData("@nobody @@ada", "")]
    public void Find_Mentions_AreAccountsThatAreMeantForSure(string text, string expected)
    {
        Account[] accounts =
        [
            new("1", "ada@example.com", "Ada Lovelace"), new("2", "bob@example.com", "Bob"), new("3", "sam@example.com", "Sam"), new("4", "sam@example.org", "Sam"),
        ];

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), MentionText.Find(text, accounts));
    }

    private static OwnershipSubject Subject(string? path = null, string? module = null, string? url = null, (string Name, string Value)? tag = null) => new(
        path is null ? [] : [path], module is null ? [] : [module], url, tag is { } known ? new Dictionary<string, string> { [known.Name] = known.Value } : []);
}
