using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Grouping;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Control.Projects;
using Telemetry.Control.Releases;
using Telemetry.Control.Releases.Sources;
using Telemetry.Control.Tokens;
using Telemetry.Control.Users;
using Telemetry.Control.Views;

namespace Telemetry.Control;

/// <summary>The tables of the control database. The schema itself is in <c>Sql/</c> (docs/adr/0070); a test compares the two.</summary>
internal sealed class ControlContext(DbContextOptions<ControlContext> options) : IdentityUserContext<UserRow>(options)
{
    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<IngestKeyRow> IngestKeys => Set<IngestKeyRow>();

    public DbSet<ProcessTokenRow> ProcessTokens => Set<ProcessTokenRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ApiTokenRow> ApiTokens => Set<ApiTokenRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<ReleaseRow> Releases => Set<ReleaseRow>();

    public DbSet<DeployRow> Deploys => Set<DeployRow>();

    public DbSet<SourceTextRow> SourceTexts => Set<SourceTextRow>();

    public DbSet<SourceBundleRow> SourceBundles => Set<SourceBundleRow>();

    public DbSet<SourceFileRow> SourceFiles => Set<SourceFileRow>();

    public DbSet<IssueRow> Issues => Set<IssueRow>();

    public DbSet<IssueKeyRow> IssueKeys => Set<IssueKeyRow>();

    public DbSet<GroupingVersionRow> GroupingVersions => Set<GroupingVersionRow>();

    public DbSet<DiscardedKeyRow> DiscardedKeys => Set<DiscardedKeyRow>();

    public DbSet<RenewedKeyRow> RenewedKeys => Set<RenewedKeyRow>();

    public DbSet<IssueActivityRow> IssueActivity => Set<IssueActivityRow>();

    public DbSet<IssueCommentRow> IssueComments => Set<IssueCommentRow>();

    public DbSet<OwnershipRulesRow> OwnershipRules => Set<OwnershipRulesRow>();

    public DbSet<GroupingRulesRow> GroupingRules => Set<GroupingRulesRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>With passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        IdentityTables.Map(modelBuilder);
        MapProjects(modelBuilder);
        MapTokens(modelBuilder);
        MapViews(modelBuilder);
        ReleaseTables.Map(modelBuilder);
        SourceTables.Map(modelBuilder);
        IssueTables.Map(modelBuilder);
        GroupingRulesRow.Map(modelBuilder);
        OutboxTables.Map(modelBuilder);
    }

    private static void MapProjects(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ProjectRow>(row =>
        {
            row.ToTable("projects").HasKey(project => project.Id);
            row.Property(project => project.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(project => project.Name).HasColumnName("name");
            row.Property(project => project.LogRetentionDays).HasColumnName("log_retention_days");
            row.Property(project => project.SpanRetentionDays).HasColumnName("span_retention_days");
            row.Property(project => project.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
            row.Property(project => project.LastIssueNumber).HasColumnName("last_issue_number");
        });
        modelBuilder.Entity<IngestKeyRow>(row =>
        {
            row.ToTable("ingest_keys").HasKey(key => key.Id);
            row.Property(key => key.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(key => key.ProjectId).HasColumnName("project_id");
            row.Property(key => key.Name).HasColumnName("name");
            row.Property(key => key.Key).HasColumnName("key");
            row.Property(key => key.KeyHash).HasColumnName("key_hash");
            row.Property(key => key.MaxItemsPerSecond).HasColumnName("max_items_per_second");
            row.Property(key => key.MaxBytesPerSecond).HasColumnName("max_bytes_per_second");
            row.Property(key => key.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
            row.Property(key => key.RevokedAtMilliseconds).HasColumnName("revoked_at_milliseconds");
            row.HasOne(key => key.Project).WithMany().HasForeignKey(key => key.ProjectId);
        });
    }

    private static void MapTokens(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ProcessTokenRow>(row =>
        {
            row.ToTable("process_tokens").HasKey(token => token.TokenHash);
            row.Property(token => token.TokenHash).HasColumnName("token_hash");
            row.Property(token => token.ExpiresAtMilliseconds).HasColumnName("expires_at_milliseconds");
        });
        modelBuilder.Entity<SessionRow>(row =>
        {
            row.ToTable("sessions").HasKey(session => session.TokenHash);
            row.Property(session => session.TokenHash).HasColumnName("token_hash");
            row.Property(session => session.UserId).HasColumnName("user_id");
            row.Property(session => session.SecurityStamp).HasColumnName("security_stamp");
            row.Property(session => session.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
            row.Property(session => session.LastUsedAtMilliseconds).HasColumnName("last_used_at_milliseconds");
            row.Property(session => session.ExpiresAtMilliseconds).HasColumnName("expires_at_milliseconds");
            row.HasOne(session => session.User).WithMany().HasForeignKey(session => session.UserId);
        });
        modelBuilder.Entity<ApiTokenRow>(row =>
        {
            row.ToTable("api_tokens").HasKey(token => token.Id);
            row.Property(token => token.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(token => token.Name).HasColumnName("name");
            row.Property(token => token.Prefix).HasColumnName("prefix");
            row.Property(token => token.TokenHash).HasColumnName("token_hash");
            row.Property(token => token.Scope).HasColumnName("scope");
            row.Property(token => token.ProjectId).HasColumnName("project_id");
            row.Property(token => token.Owner).HasColumnName("owner");
            row.Property(token => token.CreatedBy).HasColumnName("created_by");
            row.Property(token => token.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
            row.Property(token => token.ExpiresAtMilliseconds).HasColumnName("expires_at_milliseconds");
            row.Property(token => token.LastUsedAtMilliseconds).HasColumnName("last_used_at_milliseconds");
            row.Property(token => token.RevokedAtMilliseconds).HasColumnName("revoked_at_milliseconds");
        });
    }

    private static void MapViews(ModelBuilder modelBuilder) => modelBuilder.Entity<SavedViewRow>(row =>
    {
        row.ToTable("saved_views").HasKey(view => view.Id);
        row.Property(view => view.Id).HasColumnName("id");
        row.Property(view => view.ProjectId).HasColumnName("project_id");
        row.Property(view => view.Owner).HasColumnName("owner");
        row.Property(view => view.OwnerName).HasColumnName("owner_name");
        row.Property(view => view.Name).HasColumnName("name");
        row.Property(view => view.Path).HasColumnName("path");
        row.Property(view => view.Query).HasColumnName("query");
        row.Property(view => view.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
    });
}
