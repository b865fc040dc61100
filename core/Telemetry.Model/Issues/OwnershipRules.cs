namespace Telemetry.Model.Issues;

/// <summary>A line that is no rule.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong, for whoever wrote it.</param>
public sealed record OwnershipProblem(int Line, string Message);

/// <summary>Rules that say whose new issues are, one a line; the last that matches wins. <c>#</c> begins a comment line.</summary>
/// <param name="Rules">From top to bottom.</param>
public sealed record OwnershipRules(IReadOnlyList<OwnershipRule> Rules)
{
    /// <summary>The most lines.</summary>
    public const int MaxLines = 1000;

    /// <summary>The longest line, in characters.</summary>
    public const int MaxLineLength = 500;

    /// <summary>No rules.</summary>
    public static OwnershipRules None { get; } = new([]);

    /// <summary>Reads rules. What is wrong is told line by line; the rules hold the other lines.</summary>
    public static (OwnershipRules Rules, IReadOnlyList<OwnershipProblem> Problems) Parse(string text)
    {
        var rules = new List<OwnershipRule>();
        var problems = new List<OwnershipProblem>();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach ((int index, string line) in lines.Take(MaxLines).Index())
        {
            string rule = line.Trim();
            if (rule.Length > 0 && rule[0] != '#')
            {
                Read(rule, index + 1, rules, problems);
            }
        }

        if (lines.Length > MaxLines)
        {
            problems.Add(new OwnershipProblem(MaxLines + 1, $"There are more than {MaxLines} lines."));
        }

        return (new OwnershipRules(rules), problems);
    }

    /// <summary>The last rule that matches; null when none does.</summary>
    public OwnershipRule? Find(OwnershipSubject subject) => Rules.LastOrDefault(rule => rule.Matches(subject));

    private static void Read(string line, int number, List<OwnershipRule> rules, List<OwnershipProblem> problems)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int colon = words[0].IndexOf(':', StringComparison.Ordinal);
        if (line.Length > MaxLineLength)
        {
            problems.Add(new OwnershipProblem(number, $"A line may have {MaxLineLength} characters."));
        }
        else if (colon < 0 || MatcherOf(words[0][..colon]) is not { } matcher)
        {
            problems.Add(new OwnershipProblem(number, "A rule begins with path:, module:, url: or tags.NAME: and a pattern."));
        }
        else if (colon + 1 == words[0].Length)
        {
            problems.Add(new OwnershipProblem(number, "The pattern is missing: it follows the colon without a blank."));
        }
        else if (words.Length < 2)
        {
            problems.Add(new OwnershipProblem(number, "An owner is missing: an e-mail address or a team, after a blank."));
        }
        else
        {
            rules.Add(new OwnershipRule(line, matcher.Matcher, matcher.Tag, new GlobPattern(words[0][(colon + 1)..]), words[1..], number));
        }
    }

    private static (OwnershipMatcher Matcher, string Tag)? MatcherOf(string word) => word switch
    {
        "path" => (OwnershipMatcher.Path, ""),
        "module" => (OwnershipMatcher.Module, ""),
        "url" => (OwnershipMatcher.Url, ""),
        _ when word.StartsWith("tags.", StringComparison.Ordinal) && word.Length > 5 => (OwnershipMatcher.Tag, word[5..]),
        _ => null,
    };
}
