using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Releases.Sources;

/// <summary>A row of <c>source_texts</c>.</summary>
internal sealed class SourceTextRow
{
    public required long ProjectId { get; set; }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; set; }

    /// <summary>The text in UTF-8, compressed with gzip.</summary>
    public required byte[] Packed { get; set; }
}

/// <summary>A row of <c>source_bundles</c>: what was uploaded for a release.</summary>
internal sealed class SourceBundleRow
{
    public required long ReleaseId { get; set; }

    public required long ProjectId { get; set; }

    public required int Files { get; set; }

    public required long Bytes { get; set; }

    public required long UploadedAtMilliseconds { get; set; }
}

/// <summary>A row of <c>source_files</c>.</summary>
internal sealed class SourceFileRow
{
    public required long ReleaseId { get; set; }

    public required string Path { get; set; }

    /// <summary>The last part of the path.</summary>
    public required string FileName { get; set; }

    public required string Module { get; set; }

    public required long ProjectId { get; set; }

    public required string Hash { get; set; }

    public required int Bytes { get; set; }
}

internal static class SourceTables
{
    public static void Map(ModelBuilder model)
    {
        model.ToSnakeTable<SourceTextRow>("source_texts").HasKey(row => new { row.ProjectId, row.Hash });
        model.ToSnakeTable<SourceBundleRow>("source_bundles").HasKey(row => row.ReleaseId);
        model.Entity<SourceBundleRow>().Property(row => row.ReleaseId).ValueGeneratedNever();
        model.ToSnakeTable<SourceFileRow>("source_files").HasKey(row => new { row.ReleaseId, row.Path });
    }
}
