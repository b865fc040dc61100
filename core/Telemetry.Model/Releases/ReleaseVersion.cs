using System.Globalization;
using System.Text.RegularExpressions;

namespace Telemetry.Model.Releases;

/// <summary>
/// A release's name as a version that has an order: PEP 440 (<c>1!2.0rc1.post2.dev3+local</c>), else a semantic version (<c>1.4.0-nightly.3</c>), with a package name in
/// front cut off (<c>app@1.4.0</c>). The words of pre-releases stand in the order of the alphabet, which is that of both: <c>alpha</c>, <c>beta</c>, <c>nightly</c>,
/// <c>rc</c>. Names that are no versions, such as commit hashes, have no order.
/// </summary>
public sealed partial class ReleaseVersion : IComparable<ReleaseVersion>
{
    // PEP 440: 1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0a1.post1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1
    private enum Stage
    {
        DevelopmentOfFinal,
        BeforeFinal,
        Final,
    }

    private readonly long _epoch;
    private readonly long[] _numbers;
    private readonly Stage _stage;
    private readonly string[] _before;
    private readonly long _post;
    private readonly long _development;
    private readonly string[] _local;

    private ReleaseVersion(Match match)
    {
        _epoch = Number(match, "epoch", absent: 0);
        _numbers = TrimZeros(match.Groups["release"].Value.Split('.').Select(ToNumber).ToArray());
        _post = match.Groups["post"].Success ? Number(match, "postn", absent: Number(match, "postdash", absent: 0)) : -1;
        _development = match.Groups["dev"].Success ? Number(match, "devn", absent: 0) : long.MaxValue;
        _before = Before(match);
        _stage = _before.Length > 0 ? Stage.BeforeFinal : _post < 0 && match.Groups["dev"].Success ? Stage.DevelopmentOfFinal : Stage.Final;
        _local = match.Groups["local"].Success ? match.Groups["local"].Value.ToLowerInvariant().Split('.', '-', '_') : [];
        Key = WriteKey();
    }

    /// <summary>ASCII text whose ordinal order is the order of versions, and which is the same for two spellings of one version.</summary>
    public string Key { get; }

    /// <summary>Reads a release's name; null when it is no version.</summary>
    public static ReleaseVersion? Parse(string release)
    {
        string text = release[(release.LastIndexOf('@') + 1)..].Trim();
        return Pep440().Match(text) is { Success: true } pep440 ? new ReleaseVersion(pep440)
            : Semantic().Match(text) is { Success: true } semantic ? new ReleaseVersion(semantic)
            : null;
    }

    /// <inheritdoc />
    public int CompareTo(ReleaseVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = _epoch.CompareTo(other._epoch);
        order = order != 0 ? order : _numbers.AsSpan().SequenceCompareTo(other._numbers);
        order = order != 0 ? order : _stage.CompareTo(other._stage);
        order = order != 0 ? order : CompareParts(_before, other._before, isNumberLater: false);
        order = order != 0 ? order : _post.CompareTo(other._post);
        order = order != 0 ? order : _development.CompareTo(other._development);
        return order != 0 ? order : CompareParts(_local, other._local, isNumberLater: true);
    }

    /// <summary>
    /// Whether this is on the line that a release of the other began or went on: 1.8.4 is on that of 1.8.3, 1.9 on that of 1.8, 2.5 on that of 2.
    /// A line is all numbers but the last, and at least one.
    /// </summary>
    public bool IsOnLineOf(ReleaseVersion other)
    {
        int length = Math.Min(other._numbers.Length, Math.Max(1, other._numbers.Length - 1));
        return _epoch == other._epoch && Enumerable.Range(0, length).All(i => (i < _numbers.Length ? _numbers[i] : 0) == other._numbers[i]);
    }

    private static string[] Before(Match match) => match.Groups["pre"].Value.ToLowerInvariant() switch
    {
        "a" or "alpha" => ["alpha", Digits(match)],
        "b" or "beta" => ["beta", Digits(match)],
        "c" or "rc" or "pre" or "preview" => ["rc", Digits(match)],
        _ => match.Groups["words"].Success ? match.Groups["words"].Value.ToLowerInvariant().Split('.') : [],
    };

    private static string Digits(Match match) => Number(match, "pren", absent: 0).ToString(CultureInfo.InvariantCulture);

    // 1.4 and 1.4.0 are the same version.
    private static long[] TrimZeros(long[] numbers) => numbers[..(Array.FindLastIndex(numbers, number => number != 0) + 1)];

    // A part more is later. Numbers are earlier than words before a release, and later in what is local: so say semantic versions and PEP 440.
    private static int CompareParts(string[] left, string[] right, bool isNumberLater)
    {
        int shared = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shared; i++)
        {
            bool isNumber = IsNumber(left[i], out long leftNumber);
            bool isOtherNumber = IsNumber(right[i], out long rightNumber);
            int order = isNumber != isOtherNumber ? (isNumber == isNumberLater ? 1 : -1)
                : isNumber ? leftNumber.CompareTo(rightNumber)
                : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static bool IsNumber(string part, out long number) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static long Number(Match match, string group, long absent) =>
        match.Groups[group] is { Success: true, Length: > 0 } found ? ToNumber(found.Value) : absent;

    private static long ToNumber(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^v?(?:(?<epoch>[0-9]{1,9})!)?(?<release>[0-9]{1,18}(?:\.[0-9]{1,18}){0,9})"
        + @"(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pren>[0-9]{1,18})?)?"
        + @"(?<post>-(?<postdash>[0-9]{1,18})|[-_.]?(?:post|rev|r)[-_.]?(?<postn>[0-9]{1,18})?)?"
        + @"(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]{1,18})?)?"
        + @"(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pep440();

    [GeneratedRegex(
        @"^v?(?<release>[0-9]{1,18}\.[0-9]{1,18}\.[0-9]{1,18})-(?<words>[0-9a-z-]{1,100}(?:\.[0-9a-z-]{1,100}){0,9})(?:\+(?<local>[0-9a-z-]{1,100}(?:\.[0-9a-z-]{1,100}){0,9}))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Semantic();
}
