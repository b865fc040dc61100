using System.Globalization;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>The line of a frame: <c>  File "photo/export.py", line 41, in save</c>; faulthandler writes it without the comma.</summary>
internal static class FrameLine
{
    private const string Start = "  File \"";
    private const string LineMark = "\", line ";

    /// <summary>Reads it. The function is null where a syntax error is pointed at.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out CrashFrame frame)
    {
        frame = new CrashFrame();
        if (!text.StartsWith(Start))
        {
            return false;
        }

        // A path may hold a quote; the last mark is the one that Python wrote.
        int mark = text.LastIndexOf(LineMark);
        if (mark < Start.Length)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[(mark + LineMark.Length)..];
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
        string path = text[Start.Length..mark].ToString();
        frame = new CrashFrame
        {
            AbsolutePath = path,
            File = path,
            Line = int.TryParse(number, CultureInfo.InvariantCulture, out int line) ? line : null,
            Function = digits < 0 ? null : Function(rest[digits..]),
        };
        return true;
    }

    /// <summary>How often a line was repeated: <c>  [Previous line repeated 975 more times]</c>; 0 for any other line.</summary>
    public static int Repetitions(ReadOnlySpan<char> text)
    {
        const string Repeated = "  [Previous line repeated ";
        if (!text.StartsWith(Repeated))
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text[Repeated.Length..];
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && int.TryParse(rest[..digits], CultureInfo.InvariantCulture, out int count) ? count : 0;
    }

    private static string? Function(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(',');
        return rest.StartsWith(" in ") && rest[4..].Trim() is { IsEmpty: false } name ? name.ToString() : null;
    }
}
