using System.Globalization;

namespace Telemetry.Model.Issues;

/// <summary>An issue of whatever project. Positive, never reused; decimal in addresses.</summary>
public readonly record struct IssueId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
