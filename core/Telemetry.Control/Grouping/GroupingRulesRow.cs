using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Grouping;

/// <summary>A row of <c>grouping_rules</c>.</summary>
internal sealed class GroupingRulesRow
{
    public required long ProjectId { get; set; }

    public required int Revision { get; set; }

    public required string Fingerprint { get; set; }

    public required string Stack { get; set; }

    public required string ChangedBy { get; set; }

    public required long ChangedAtMilliseconds { get; set; }

    public static void Map(ModelBuilder model) => model.ToSnakeTable<GroupingRulesRow>("grouping_rules").HasKey(row => new { row.ProjectId, row.Revision });
}
