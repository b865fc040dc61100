namespace Telemetry.Model.Crashes;

/// <summary>
/// A crash as everything behind the door knows it, whatever brought it (docs/crash-format.md). Immutable, and bounded by <see cref="CrashLimits"/>:
/// readers cut what is too much and say so in <see cref="Problems"/>.
/// </summary>
public sealed record CrashReport
{
    /// <summary>Who sends it twice sends the same id.</summary>
    public required CrashId Id { get; init; }

    /// <summary>When it happened; the time of receipt when the client's clock is no use.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When the gateway had it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What died, and how.</summary>
    public CrashKind Kind { get; init; } = CrashKind.Exception;

    /// <summary>How bad.</summary>
    public CrashLevel Level { get; init; } = CrashLevel.Error;

    /// <summary><c>python</c>, <c>javascript</c>, …; lower case.</summary>
    public string Platform { get; init; } = "python";

    /// <summary><c>1.4.0</c> or <c>photo@1.4.0</c>; null when the client did not say.</summary>
    public string? Release { get; init; }

    /// <summary>Which build of the release.</summary>
    public string? Distribution { get; init; }

    /// <summary><c>production</c>; null when the client did not say.</summary>
    public string? Environment { get; init; }

    /// <summary>The name of the service or application.</summary>
    public string? Service { get; init; }

    /// <summary>The machine's name.</summary>
    public string? ServerName { get; init; }

    /// <summary>What the program was doing: a route, a task.</summary>
    public string? Transaction { get; init; }

    /// <summary>The logger that reported it.</summary>
    public string? Logger { get; init; }

    /// <summary>The message, for reports without an exception, or beside one.</summary>
    public CrashMessage? Message { get; init; }

    /// <summary>The exceptions: the one that ended it all first, then what caused it, what is in it.</summary>
    public IReadOnlyList<CrashException> Exceptions { get; init; } = [];

    /// <summary>The threads, when the client sent them.</summary>
    public IReadOnlyList<CrashThread> Threads { get; init; } = [];

    /// <summary>What happened before, oldest first.</summary>
    public IReadOnlyList<CrashBreadcrumb> Breadcrumbs { get; init; } = [];

    /// <summary>Set by the application, to search by.</summary>
    public IReadOnlyList<NamedText> Tags { get; init; } = [];

    /// <summary>Everything else the client told.</summary>
    public IReadOnlyList<CrashContext> Contexts { get; init; } = [];

    /// <summary>The machine.</summary>
    public CrashEnvironment Machine { get; init; } = new();

    /// <summary>Installed distributions and their versions, by name.</summary>
    public IReadOnlyList<NamedText> Distributions { get; init; } = [];

    /// <summary>Names the list of distributions; given by the client, which may then leave out the list. Null when there is neither.</summary>
    public string? DistributionsHash { get; init; }

    /// <summary>The user, as the application names them.</summary>
    public string? UserId { get; init; }

    /// <summary>The installation: one machine's copy of the program.</summary>
    public string? InstallId { get; init; }

    /// <summary>One run of the program.</summary>
    public string? SessionId { get; init; }

    /// <summary>32 lower-case hex digits; null outside of a trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>16 lower-case hex digits; null outside of a span.</summary>
    public string? SpanId { get; init; }

    /// <summary>Who made the report: <c>sentry.python</c>.</summary>
    public string? SdkName { get; init; }

    /// <summary>Its version.</summary>
    public string? SdkVersion { get; init; }

    /// <summary>How the client wants it grouped; empty for "as you think". <c>{{ default }}</c> stands for our own grouping.</summary>
    public IReadOnlyList<string> Fingerprint { get; init; } = [];

    /// <summary>What was dropped, cut or mended, each as <c>field: reason</c>.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether nobody handled it: some exception says <c>handled: false</c>, or the process died of it. Not a matter of the level.</summary>
    public bool IsUnhandled =>
        Kind is not (CrashKind.Exception or CrashKind.Message) || Exceptions.Any(exception => exception.Handled is false);
}
