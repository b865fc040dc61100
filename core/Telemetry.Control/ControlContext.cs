using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Projects;
using Telemetry.Control.Tokens;

namespace Telemetry.Control;

/// <summary>The tables of the control database. The schema itself is in <c>Sql/</c> (docs/adr/0070); a test compares the two.</summary>
internal sealed class ControlContext(DbContextOptions<ControlContext> options) : DbContext(options)
{
    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<IngestKeyRow> IngestKeys => Set<IngestKeyRow>();

    public DbSet<ProcessTokenRow> ProcessTokens => Set<ProcessTokenRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ProjectRow>(row =>
        {
            row.ToTable("projects").HasKey(project => project.Id);
            row.Property(project => project.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(project => project.Name).HasColumnName("name");
            row.Property(project => project.LogRetentionDays).HasColumnName("log_retention_days");
            row.Property(project => project.SpanRetentionDays).HasColumnName("span_retention_days");
            row.Property(project => project.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
        });
        modelBuilder.Entity<IngestKeyRow>(row =>
        {
            row.ToTable("ingest_keys").HasKey(key => key.Id);
            row.Property(key => key.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(key => key.ProjectId).HasColumnName("project_id");
            row.Property(key => key.Key).HasColumnName("key");
            row.Property(key => key.KeyHash).HasColumnName("key_hash");
            row.Property(key => key.MaxItemsPerSecond).HasColumnName("max_items_per_second");
            row.Property(key => key.MaxBytesPerSecond).HasColumnName("max_bytes_per_second");
            row.Property(key => key.CreatedAtMilliseconds).HasColumnName("created_at_milliseconds");
            row.Property(key => key.RevokedAtMilliseconds).HasColumnName("revoked_at_milliseconds");
            row.HasOne(key => key.Project).WithMany().HasForeignKey(key => key.ProjectId);
        });
        modelBuilder.Entity<ProcessTokenRow>(row =>
        {
            row.ToTable("process_tokens").HasKey(token => token.TokenHash);
            row.Property(token => token.TokenHash).HasColumnName("token_hash");
            row.Property(token => token.ExpiresAtMilliseconds).HasColumnName("expires_at_milliseconds");
        });
    }
}
