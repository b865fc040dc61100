namespace Telemetry.Web.Display;

/// <summary>A severity as pages show it: always by its word, the colour only repeats it.</summary>
/// <param name="Code">In the contract, in queries and in the names of CSS classes.</param>
/// <param name="Label">In rows.</param>
public sealed record Severity(string Code, string Label)
{
    private static readonly Severity Unset = new("unset", "—");

    /// <summary>Worst first.</summary>
    public static IReadOnlyList<Severity> All { get; } =
    [
        new("fatal", "Fatal"), new("error", "Error"), new("warn", "Warn"), new("info", "Info"), new("debug", "Debug"), new("trace", "Trace"), Unset,
    ];

    /// <summary>The severity with this code; one this version does not know is shown as unset.</summary>
    public static Severity Of(string code) => All.FirstOrDefault(severity => severity.Code == code) ?? Unset;
}
