namespace Telemetry.Query.Contracts;

/// <summary>Sources that somebody uploaded for a release.</summary>
/// <param name="Version">Which.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">Of all of them, as text.</param>
/// <param name="UploadedAt">When, the last time, RFC 3339, UTC.</param>
public sealed record SourceBundleItem(string Version, int Files, long Bytes, string UploadedAt)
{
    /// <summary>After an upload: how many texts no other release of the project had. Else null.</summary>
    public int? NewTexts { get; init; }
}

/// <summary>A page of the files of a release.</summary>
/// <param name="Bundle">All of them together.</param>
/// <param name="Items">In the order of their paths.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record SourceList(SourceBundleItem Bundle, IReadOnlyList<SourceFileItem> Items, string? Next);

/// <summary>A source file.</summary>
/// <param name="Path">Relative, with <c>/</c>: <c>photo/export.py</c>.</param>
/// <param name="Module">The dotted module that it is: <c>photo.export</c>.</param>
/// <param name="Hash">SHA-256 of the text, in lower-case hexadecimal digits.</param>
/// <param name="Bytes">Length of the text in UTF-8.</param>
public sealed record SourceFileItem(string Path, string Module, string Hash, int Bytes);
