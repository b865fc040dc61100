namespace Telemetry.Model.Crashes;

/// <summary>One call on a stack. Lists of frames go from the outermost call to the one that failed.</summary>
public sealed record CrashFrame
{
    /// <summary>The dotted module, as the client said it (<c>photo.export.png</c>, <c>__main__</c>); null when it did not.</summary>
    public string? Module { get; init; }

    /// <summary>The function, with its class where the client knows it (<c>Exporter.save</c>, <c>&lt;module&gt;</c>, <c>&lt;lambda&gt;</c>).</summary>
    public string? Function { get; init; }

    /// <summary>The file as shown to people, usually relative to the package.</summary>
    public string? File { get; init; }

    /// <summary>The file as the interpreter knew it.</summary>
    public string? AbsolutePath { get; init; }

    /// <summary>1-based; null when unknown.</summary>
    public int? Line { get; init; }

    /// <summary>Last line of the failing expression, 1-based.</summary>
    public int? EndLine { get; init; }

    /// <summary>0-based column of the failing expression, in characters.</summary>
    public int? Column { get; init; }

    /// <summary>Column behind the failing expression, in characters.</summary>
    public int? EndColumn { get; init; }

    /// <summary>Source lines before <see cref="Line"/>, at most <see cref="CrashLimits.ContextLines"/>.</summary>
    public IReadOnlyList<string> ContextBefore { get; init; } = [];

    /// <summary>The source of <see cref="Line"/>; null when the client had none.</summary>
    public string? ContextLine { get; init; }

    /// <summary>Source lines behind <see cref="Line"/>.</summary>
    public IReadOnlyList<string> ContextAfter { get; init; } = [];

    /// <summary>Local variables, each as text.</summary>
    public IReadOnlyList<NamedText> Locals { get; init; } = [];

    /// <summary>Whether the client called it the application's own code; null when it did not say. Shown, not believed: see the grouping.</summary>
    public bool? ClientInApp { get; init; }

    /// <summary>Whether we call it the application's own code; null before that is decided.</summary>
    public bool? InApp { get; init; }

    /// <summary>How many more times the same line followed ("Previous line repeated N more times"), 0 for once.</summary>
    public int Repeated { get; init; }
}
