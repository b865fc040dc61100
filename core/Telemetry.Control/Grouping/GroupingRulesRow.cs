using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Rules;

namespace Telemetry.Control.Grouping;

/// <summary>A row of <c>grouping_rules</c>.</summary>
internal sealed class GroupingRulesRow : RuleRevisionRow
{
    public required string Fingerprint { get; set; }

    public required string Stack { get; set; }

    public static void Map(ModelBuilder model) => model.ToSnakeTable<GroupingRulesRow>("grouping_rules").HasKey(row => new { row.ProjectId, row.Revision });
}
