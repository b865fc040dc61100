using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>Sizes of files: <c>842 B</c>, <c>12.3 KiB</c>, <c>1.0 MiB</c>.</summary>
public static class BytesText
{
    private const double Kibi = 1024;
    private const double Mebi = Kibi * Kibi;

    /// <summary>One digit behind the point, from a kibibyte on.</summary>
    public static string Format(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibi:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebi:0.0} MiB"),
    };
}
