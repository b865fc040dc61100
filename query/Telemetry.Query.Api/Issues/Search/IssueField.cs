using System.Globalization;
using Telemetry.Model.Releases;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Parameters;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>A field of issues: makes a value of the query into a condition, or says what is wrong with it.</summary>
internal abstract class IssueField
{
    /// <summary>The condition for: the field has, or compares so with, the value.</summary>
    /// <param name="value">As written.</param>
    /// <param name="fail">Takes what is wrong: a sentence, and what was expected.</param>
    public abstract Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail);

    /// <summary>Whether the field is there.</summary>
    public abstract bool IsPresent(IssueCandidate issue);

    /// <summary>A comparison of two things with an order, as the operator wants it.</summary>
    protected static bool Meets(int order, Comparison comparison) => comparison switch
    {
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        _ => order == 0,
    };

    /// <summary>What follows a problem: nothing matches, and nobody asks.</summary>
    protected static Func<IssueCandidate, bool> Fail(Action<string, string[]> fail, string sentence, params string[] expected)
    {
        fail(sentence, expected);
        return _ => false;
    }
}

/// <summary>Text, compared whole and without regard to case, or by its words.</summary>
/// <param name="select">The text; null or empty: not there.</param>
/// <param name="byWords">Whether the value may stand anywhere in it.</param>
internal sealed class IssueTextField(Func<IssueCandidate, string?> select, bool byWords = false) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => !string.IsNullOrEmpty(select(issue));

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return Fail(fail, "This field has no order: it takes a value, not a comparison.", "a value", "a list", "a value with *");
        }

        return value.Pattern.MatchesAnything ? IsPresent
            : byWords ? issue => TextMatch.Contains(value.Pattern, select(issue) ?? "")
            : issue => TextMatch.IsWhole(value.Pattern, select(issue) ?? "");
    }
}

/// <summary>One of a few words.</summary>
/// <param name="words">Each with what it means.</param>
internal sealed class IssueWordField(IReadOnlyDictionary<string, Func<IssueCandidate, bool>> words) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => true;

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail) =>
        value is { Comparison: Comparison.Equal, Pattern.IsExact: true } && words.TryGetValue(value.Pattern.ToString().ToLowerInvariant(), out Func<IssueCandidate, bool>? condition)
            ? condition
            : Fail(fail, $"'{value.Pattern}' is not one of the values of this field.", [.. words.Keys]);
}

/// <summary>Words with an order, the lowest first.</summary>
/// <param name="words">Lower case.</param>
/// <param name="select">One of them.</param>
internal sealed class IssueRankField(string[] words, Func<IssueCandidate, string> select) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => true;

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail)
    {
        int rank = value.Pattern.IsExact ? Array.IndexOf(words, value.Pattern.ToString().ToLowerInvariant()) : -1;
        return rank < 0 ? Fail(fail, $"'{value.Pattern}' is not one of the values of this field.", words) : issue => Meets(Array.IndexOf(words, select(issue)).CompareTo(rank), value.Comparison);
    }
}

/// <summary>A number.</summary>
/// <param name="select">The number.</param>
internal sealed class IssueNumberField(Func<IssueCandidate, long> select) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => select(issue) > 0;

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail) =>
        long.TryParse(value.Pattern.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? issue => Meets(select(issue).CompareTo(number), value.Comparison)
            : Fail(fail, $"'{value.Pattern}' is no number.", "a whole number, such as >100");
}

/// <summary>A time: RFC 3339, or relative to now.</summary>
/// <param name="select">The time.</param>
/// <param name="now">What relative times are relative to.</param>
internal sealed class IssueTimeField(Func<IssueCandidate, DateTimeOffset> select, DateTimeOffset now) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => true;

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail) =>
        value.Comparison != Comparison.Equal && TimeText.TryParse(value.Pattern.ToString(), now, out UnixNanoseconds time)
            ? issue => Meets(UnixNanoseconds.From(select(issue)).CompareTo(time), value.Comparison)
            : Fail(fail, $"'{value.Pattern}' is no time to compare with.", ">now-1d", "<2026-11-23T10:00:00Z");
}

/// <summary>Releases: at least one of them meets the value. Versions compare by their order; a name that is no version meets no comparison.</summary>
/// <param name="select">Their names; the empty one does not count as one.</param>
internal sealed class IssueReleaseField(Func<IssueCandidate, IEnumerable<string?>> select) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => select(issue).Any(release => !string.IsNullOrEmpty(release));

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail) => Matcher(value) is { } matches
        ? issue => select(issue).Any(release => release is not null && matches(release))
        : Fail(fail, $"'{value.Pattern}' is no version, so nothing is before or after it.", "a version such as 1.4.0 or 2.0rc1");

    /// <summary>Whether a release meets a value; null when the value is compared with and is no version.</summary>
    public static Func<string, bool>? Matcher(SearchValue value)
    {
        if (value.Comparison == Comparison.Equal)
        {
            return value.Pattern.MatchesAnything ? release => release.Length > 0 : release => IsSame(value.Pattern, release);
        }

        return ReleaseVersion.Parse(value.Pattern.ToString()) is { } version
            ? release => ReleaseVersion.Parse(release) is { } other && Meets(other.CompareTo(version), value.Comparison)
            : null;
    }

    // Names of releases are compared exactly, as the store does: 1.0RC1 and 1.0rc1 are two names.
    private static bool IsSame(TextPattern pattern, string release) => pattern.IsExact ? pattern.ToString() == release : TextMatch.IsWhole(pattern, release);
}
