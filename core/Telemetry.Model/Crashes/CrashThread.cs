namespace Telemetry.Model.Crashes;

/// <summary>A thread at the moment of the crash.</summary>
public sealed record CrashThread
{
    /// <summary>As the client numbered it; decimal or hexadecimal.</summary>
    public string? Id { get; init; }

    /// <summary>Its name; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is the one that crashed.</summary>
    public bool IsCrashed { get; init; }

    /// <summary>Whether it was running.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether it is the main thread.</summary>
    public bool IsMain { get; init; }

    /// <summary>Where it was.</summary>
    public CrashStack Stack { get; init; } = CrashStack.Empty;
}
