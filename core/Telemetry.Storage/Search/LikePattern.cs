using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>Writes patterns for <c>LIKE</c>.</summary>
internal static class LikePattern
{
    /// <summary>Matches the whole text.</summary>
    public static string Whole(TextPattern pattern) => string.Join('%', pattern.Segments.Select(Escape));

    /// <summary>Matches anywhere in the text.</summary>
    public static string Anywhere(TextPattern pattern) => $"%{string.Join('%', pattern.Segments.Where(segment => segment.Length > 0).Select(Escape))}%";

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
