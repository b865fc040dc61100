using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

internal static class IssueTables
{
    public static void Map(ModelBuilder model)
    {
        MapIssues(model.ToSnakeTable<IssueRow>("issues"));
        EntityTypeBuilder<IssueKeyRow> keys = model.ToSnakeTable<IssueKeyRow>("issue_keys");
        keys.HasKey(row => new { row.ProjectId, row.Hash, row.GroupingVersion });
        keys.HasOne(row => row.Issue).WithMany().HasForeignKey(row => row.IssueId);
        keys.HasOne(row => row.OriginalIssue).WithMany().HasForeignKey(row => row.OriginalIssueId);
        keys.Ignore(row => row.Key);
        model.ToSnakeTable<GroupingVersionRow>("grouping_versions").HasKey(row => new { row.ProjectId, row.Version });
        EntityTypeBuilder<RenewedKeyRow> renewed = model.ToSnakeTable<RenewedKeyRow>("renewed_keys");
        renewed.HasKey(row => new { row.ProjectId, row.Hash, row.GroupingVersion });
        renewed.Ignore(row => row.Key).Ignore(row => row.Current);
        model.ToSnakeTable<DiscardedKeyRow>("discarded_keys").Ignore(row => row.Key).HasKey(row => new { row.ProjectId, row.Hash, row.GroupingVersion });
        EntityTypeBuilder<IssueActivityRow> activity = model.ToSnakeTable<IssueActivityRow>("issue_activity");
        activity.HasOne(row => row.Issue).WithMany().HasForeignKey(row => row.IssueId);
        activity.Property(row => row.Kind).HasConversion(Text<IssueChangeKind>());
        model.ToSnakeTable<IssueCommentRow>("issue_comments").HasKey(row => row.Id);
        model.ToSnakeTable<OwnershipRulesRow>("ownership_rules").HasKey(row => new { row.ProjectId, row.Revision });
    }

    private static void MapIssues(EntityTypeBuilder<IssueRow> issues)
    {
        issues.HasOne(row => row.Project).WithMany().HasForeignKey(row => row.ProjectId);
        issues.Ignore(row => row.IssueId);
        issues.Property(row => row.Status).HasConversion(Text<IssueStatus>());
        issues.Property(row => row.Substatus).HasConversion(Text<IssueSubstatus>());
        issues.Property(row => row.Priority).HasConversion(Text<IssuePriority>());
        // Nobody but the holder of the project's lock writes; were that ever wrong, the later one fails instead of overwriting.
        issues.Property(row => row.StateVersion).IsConcurrencyToken();
    }

    private static ValueConverter<T, string> Text<T>()
        where T : struct, Enum => new(value => value.ToString().ToLowerInvariant(), text => Enum.Parse<T>(text, ignoreCase: true));
}
