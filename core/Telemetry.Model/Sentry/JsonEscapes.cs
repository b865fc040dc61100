using System.Globalization;
using System.Text;

namespace Telemetry.Model.Sentry;

/// <summary>Takes the escapes out of a JSON string that the framework refuses.</summary>
internal static class JsonEscapes
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>The text of a string that a JSON reader has checked, given without its quotes. Half a surrogate pair becomes U+FFFD.</summary>
    public static string Repair(ReadOnlySpan<char> source)
    {
        var units = new StringBuilder(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] != '\\')
            {
                units.Append(source[i]);
            }
            else if (source[i + 1] == 'u')
            {
                units.Append((char)ushort.Parse(source.Slice(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += UnicodeEscapeLength - 1;
            }
            else
            {
                units.Append(Letter(source[++i]));
            }
        }

        // The encoder replaces what is no character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(units.ToString()));
    }

    private static char Letter(char letter) => letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => letter };
}
