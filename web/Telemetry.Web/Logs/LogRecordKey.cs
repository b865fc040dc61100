using System.Globalization;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Logs;

/// <summary>
/// Names one record in an address. Records have no id, and need none: the time says where to look, a hash of the content says which of
/// those at that time. Two records that are the same in every field share a key, and so open together.
/// </summary>
/// <param name="Time">RFC 3339, nine digits.</param>
/// <param name="Hash">Of the content.</param>
public readonly record struct LogRecordKey(string Time, uint Hash)
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>A range of a tenth of a microsecond with the record in it: the shortest the address can say.</summary>
    public UtcRange? Range => UtcTime.TryParse(Time) is { } time && time < DateTimeOffset.MaxValue ? new UtcRange(time, time.AddTicks(1)) : null;

    /// <summary>The key of a record.</summary>
    public static LogRecordKey Of(LogItem item)
    {
        var hash = FnvOffset;
        Add(ref hash, item.Body);
        Add(ref hash, item.SpanId);
        Add(ref hash, item.Service);
        Add(ref hash, item.SeverityText);
        AddAll(ref hash, item.Attributes);
        AddAll(ref hash, item.Resource);
        return new LogRecordKey(item.Timestamp, hash);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static LogRecordKey? TryParse(string? text)
    {
        var bar = text?.LastIndexOf('_') ?? -1;
        return bar > 0 && uint.TryParse(text.AsSpan(bar + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            ? new LogRecordKey(text![..bar], hash)
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}_{Hash:x8}");

    // The order in which a map comes back is the store's affair, so the pairs are added up.
    private static void AddAll(ref uint hash, IReadOnlyDictionary<string, string> pairs)
    {
        var sum = 0u;
        foreach (var (key, value) in pairs)
        {
            var pair = FnvOffset;
            Add(ref pair, key);
            Add(ref pair, value);
            sum += pair;
        }

        hash = (hash ^ sum) * FnvPrime;
    }

    private static void Add(ref uint hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        hash = (hash ^ 0xffff) * FnvPrime;
    }
}
