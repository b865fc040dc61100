using System.Globalization;
using System.Text;

namespace Telemetry.Model.Releases;

/// <content>The order as text, for databases that know no versions.</content>
public sealed partial class ReleaseVersion
{
    // Below every other character of a key, so that a list that ends is earlier than one that goes on.
    private const char End = '!';

    private string WriteKey()
    {
        var key = new StringBuilder();
        AppendNumber(key, _epoch);
        foreach (long number in _numbers)
        {
            AppendNumber(key, number);
        }

        key.Append(End).Append((char)('0' + (int)_stage));
        AppendParts(key, _before, number: '1', word: '2');
        AppendNumber(_post < 0 ? key.Append('0') : key.Append('1'), _post);
        AppendNumber(_development == long.MaxValue ? key.Append('1') : key.Append('0'), _development == long.MaxValue ? -1 : _development);
        AppendParts(key, _local, number: '2', word: '1');
        return key.ToString();
    }

    private static void AppendParts(StringBuilder key, string[] parts, char number, char word)
    {
        foreach (string part in parts)
        {
            if (IsNumber(part, out long value))
            {
                AppendNumber(key.Append(number), value);
            }
            else
            {
                key.Append(word).Append(part).Append(End);
            }
        }

        key.Append(End);
    }

    // The number of digits first, as a letter: 9 is below 10. Nothing at all for a number that is absent.
    private static void AppendNumber(StringBuilder key, long number)
    {
        if (number >= 0)
        {
            string digits = number.ToString(CultureInfo.InvariantCulture);
            key.Append((char)('A' + digits.Length - 1)).Append(digits);
        }
    }
}
