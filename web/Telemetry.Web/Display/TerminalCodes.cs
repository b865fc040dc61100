using System.Text.RegularExpressions;

namespace Telemetry.Web.Display;

/// <summary>Colour and cursor codes that programs write for terminals.</summary>
internal static partial class TerminalCodes
{
    public static string Strip(ReadOnlySpan<char> text) => text.Contains('\u001b') ? ControlSequence().Replace(text.ToString(), "") : text.ToString();

    // ECMA-48 §5.4: parameters, intermediates, one final byte.
    [GeneratedRegex("\u001b\\[[0-?]*[ -/]*[@-~]", RegexOptions.NonBacktracking)]
    private static partial Regex ControlSequence();
}
