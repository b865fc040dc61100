using Telemetry.Control.Rules;

namespace Telemetry.Control.Issues;

/// <summary>A row of <c>ownership_rules</c>.</summary>
internal sealed class OwnershipRulesRow : RuleRevisionRow
{
    public required string Text { get; set; }
}
