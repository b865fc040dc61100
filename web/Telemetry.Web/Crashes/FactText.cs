using System.Globalization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Crashes;

/// <summary>What stands out, in plain words.</summary>
internal static class FactText
{
    private const string Distribution = "distribution:";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["os.name"] = "run",
        ["os.version"] = "run system version",
        ["process.runtime.name"] = "use",
        ["process.runtime.version"] = "use runtime version",
        ["host.arch"] = "have processor",
        ["host.name"] = "happen on",
        ["app.packaging"] = "are packed with",
        ["locale"] = "have language",
        ["encoding"] = "have encoding",
        ["timezone"] = "are in time zone",
        ["transaction"] = "happen in",
    };

    /// <summary>What it is: <c>have pillow 11.0.0</c>, <c>run Windows</c>, <c>have channel beta</c>.</summary>
    public static string What(IssueFactItem fact) => fact.Name.StartsWith(Distribution, StringComparison.Ordinal)
        ? $"have {fact.Name[Distribution.Length..]} {fact.Value}"
        : Names.TryGetValue(fact.Name, out string? verb) ? $"{verb} {fact.Value}" : $"have {fact.Name} {fact.Value}";

    /// <summary>For example <c>93 %</c>.</summary>
    public static string Share(double share) => share switch
    {
        <= 0 => "none",
        < 0.01 => "under 1 %",
        > 0.99 and < 1 => "over 99 %",
        _ => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>How much more frequent it is, and at least is with a certainty of 95 %.</summary>
    public static string Lift(IssueFactItem fact) => fact.Lift is { } lift
        ? string.Create(CultureInfo.InvariantCulture, $"{lift:0.#} times as often as elsewhere; with 95 % certainty at least {fact.LiftAtLeast:0.#} times")
        : string.Create(CultureInfo.InvariantCulture, $"Nowhere else; with 95 % certainty at least {fact.LiftAtLeast:0.#} times as often");
}
