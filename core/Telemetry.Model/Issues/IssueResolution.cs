namespace Telemetry.Model.Issues;

/// <summary>How an issue was resolved. Stored as text in lower case: never rename one.</summary>
public enum ResolutionKind
{
    /// <summary>By now: whatever happens afterwards is a regression.</summary>
    Now,

    /// <summary>In the releases named, one for each line that is maintained.</summary>
    Release,

    /// <summary>In whatever release comes after the one named.</summary>
    Next,
}

/// <summary>The decision that an issue is resolved.</summary>
/// <param name="Kind">How.</param>
/// <param name="Releases">For <see cref="ResolutionKind.Release"/> at least one; for <see cref="ResolutionKind.Next"/> the newest release at that time; else none.</param>
/// <param name="At">When it was decided: nothing received before speaks against it.</param>
public sealed record IssueResolution(ResolutionKind Kind, IReadOnlyList<string> Releases, DateTimeOffset At)
{
    /// <inheritdoc />
    public bool Equals(IssueResolution? other) => other is not null && Kind == other.Kind && At == other.At && Releases.SequenceEqual(other.Releases, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, At, Releases.Count);
}
