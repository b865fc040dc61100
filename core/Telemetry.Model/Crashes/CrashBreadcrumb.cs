namespace Telemetry.Model.Crashes;

/// <summary>Something that happened before the crash.</summary>
public sealed record CrashBreadcrumb
{
    /// <summary>When; null when the client did not say, or wrote no time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary><c>log</c>, <c>http</c>, <c>navigation</c>, …</summary>
    public string? Type { get; init; }

    /// <summary>Where it comes from: a logger's name, a library.</summary>
    public string? Category { get; init; }

    /// <summary>How important, as the client said it.</summary>
    public string? Level { get; init; }

    /// <summary>The text.</summary>
    public string? Message { get; init; }

    /// <summary>Further values, each as text.</summary>
    public IReadOnlyList<NamedText> Values { get; init; } = [];
}
