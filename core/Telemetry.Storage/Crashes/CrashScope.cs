using Telemetry.Model;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Crashes;

/// <summary>Which crashes are counted: whole hours, since that is what the sums are kept by.</summary>
public sealed record CrashScope
{
    private const long Hour = 3600;
    private const long Second = 1_000_000_000;

    // A DateTime of the store is a second in 32 bits.
    private const long Last = uint.MaxValue / Hour * Hour;

    /// <summary>The crashes of the hours that a range touches.</summary>
    public CrashScope(ProjectId project, TimeWindow window)
    {
        Project = project;
        From = Math.Clamp(window.From.Value / Second / Hour * Hour, 0, Last);
        To = Math.Clamp(((window.To.Value / Second) + Hour - 1) / Hour * Hour, From, Last);
    }

    /// <summary>Whose.</summary>
    public ProjectId Project { get; }

    /// <summary>First second, a full hour.</summary>
    public long From { get; }

    /// <summary>The second behind the last, a full hour.</summary>
    public long To { get; }

    /// <summary>Only of these releases; empty: of all.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];

    /// <summary>Only of these environments; empty: of all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>The width of so many steps that cover the hours: whole hours, at least one.</summary>
    public long StepFor(int steps) => Math.Max(1, ((To - From) / Hour + steps - 1) / steps) * Hour;
}
