namespace Telemetry.Model.Search;

/// <summary>Text in which <c>*</c> stands for any characters.</summary>
/// <param name="Segments">What stands between the wildcards, escapes resolved: <c>*time*out</c> is <c>["", "time", "out"]</c>, plain text has one segment.</param>
public sealed record TextPattern(IReadOnlyList<string> Segments)
{
    /// <summary>Plain text without wildcards.</summary>
    public static TextPattern Exact(string text) => new([text]);

    /// <summary>Whether there is no wildcard.</summary>
    public bool IsExact => Segments.Count == 1;

    /// <summary>Whether there is nothing but wildcards: it matches whatever is there.</summary>
    public bool MatchesAnything => !IsExact && Segments.All(segment => segment.Length == 0);

    /// <summary>The text when <see cref="IsExact"/>; else with <c>*</c> between the segments.</summary>
    public override string ToString() => string.Join('*', Segments);

    /// <inheritdoc />
    public bool Equals(TextPattern? other) => other is not null && Segments.SequenceEqual(other.Segments, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
