using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Telemetry.Control;

/// <summary>Names a table's columns after the properties of its rows: <c>CreatedAtMilliseconds</c> is <c>created_at_milliseconds</c>.</summary>
internal static partial class SnakeColumns
{
    public static EntityTypeBuilder<TRow> ToSnakeTable<TRow>(this ModelBuilder model, string table)
        where TRow : class
    {
        EntityTypeBuilder<TRow> builder = model.Entity<TRow>().ToTable(table);
        foreach (IMutableProperty property in builder.Metadata.GetProperties())
        {
            property.SetColumnName(Capital().Replace(property.Name, "_$0").ToLowerInvariant());
        }

        return builder;
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
