using System.Text.Json.Serialization;

namespace Telemetry.ServiceDefaults.Health;

/// <summary>The answer of <c>/readyz</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>: ready only when every part is.</param>
/// <param name="Parts">One entry for each part that this process has.</param>
public sealed record ReadinessReport(string Status, IReadOnlyList<PartReadiness> Parts)
{
    /// <summary>The word for ready, of the whole and of a part.</summary>
    public const string Ready = "ready";

    /// <summary>The word for the opposite.</summary>
    public const string NotReady = "not ready";
}

/// <summary>One part.</summary>
/// <param name="Part">For example <c>engine</c>.</param>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Message">A sentence on what is wrong; null when nothing is, and to those who may not know.</param>
public sealed record PartReadiness(string Part, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message);
