using System.Globalization;
using Telemetry.Model.Issues;

namespace Telemetry.Query.Api.Issues;

/// <summary>Keys of crashes as text: <c>1:00000000000000ff</c>.</summary>
internal static class KeyText
{
    public static string Write(GroupingKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{key.Hash:x16}");

    public static GroupingKey? Read(string? text) =>
        text?.Split(':') is [var version, { Length: 16 } hash]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits)
            ? new GroupingKey(number, bits)
            : null;
}
