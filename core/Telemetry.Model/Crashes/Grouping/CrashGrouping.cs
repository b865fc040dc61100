using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Which issue a crash belongs to, and why.</summary>
/// <param name="Version">Of the algorithm; a hash means nothing without it.</param>
/// <param name="Hash">64 bits.</param>
/// <param name="Title">Type and first line of the message of the main exception, or the message.</param>
/// <param name="Culprit">Module and function of the last frame of the application's own; empty when there is none.</param>
/// <param name="MainExceptionId">The exception the issue is about; null when there is none.</param>
/// <param name="Parts">Everything that was looked at.</param>
public sealed record CrashGrouping(int Version, ulong Hash, string Title, string Culprit, int? MainExceptionId, IReadOnlyList<GroupingPart> Parts)
{
    /// <summary>The present version.</summary>
    public const int Current = 1;

    /// <summary>The hash of the parts that contribute, in order.</summary>
    public static ulong HashOf(IEnumerable<GroupingPart> parts)
    {
        StringBuilder text = new();
        foreach (GroupingPart part in parts.Where(part => part.Contributes))
        {
            text.Append(part.Kind).Append(':').Append(part.Text).Append('\n');
        }

        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
