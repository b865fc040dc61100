using System.Globalization;

namespace Telemetry.Model.Crashes;

/// <summary>A crash: 128 bits, given by the client, or made from what it sent. Written as 32 lower-case hex digits; never all zeros.</summary>
public readonly record struct CrashId(UInt128 Value)
{
    /// <summary>Hex digits of the text.</summary>
    public const int TextLength = 32;

    /// <summary>Reads 32 hex digits, with or without the dashes of a UUID. False for anything else, and for all zeros.</summary>
    public static bool TryParse(string? text, out CrashId id)
    {
        string digits = text is { Length: TextLength + 4 } ? text.Replace("-", "", StringComparison.Ordinal) : text ?? "";
        id = digits.Length == TextLength && UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value)
            ? new CrashId(value)
            : default;
        return id.Value != 0;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
