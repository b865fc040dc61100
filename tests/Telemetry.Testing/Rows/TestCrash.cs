using System.Globalization;

namespace Telemetry.Testing.Rows;

/// <summary>A row of <c>crashes</c>.</summary>
public sealed record TestCrash
{
    /// <summary>The columns that <see cref="ToSql"/> fills.</summary>
    public const string Columns = "ProjectId, CrashId, Timestamp, ReceivedAt, GroupingVersion, GroupingHash, Release, Environment, Unhandled, Affected, Document, Batch, RetentionDays, Message, InstallId, Facts, DistributionsHash";

    public required uint Project { get; init; }

    /// <summary>Becomes the 32 digits.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public ulong Hash { get; init; } = 1;

    public string Release { get; init; } = "1.0";

    public string Environment { get; init; } = "production";

    public string Message { get; init; } = "";

    public string InstallId { get; init; } = "";

    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public int RetentionDays { get; init; } = 30;

    public string DistributionsHash { get; init; } = "";

    public ulong Affected { get; init; }

    public ulong Batch { get; init; }

    public string Document { get; init; } = "{}";

    /// <summary>The id's text.</summary>
    public string Id => Number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>A tuple.</summary>
    public string ToSql() => string.Create(
        CultureInfo.InvariantCulture,
        $"({Project}, '{Id}', {Sql(Time)}, {Sql(ReceivedAt ?? Time)}, 1, {Hash}, '{Release}', '{Environment}', 1, {Affected}, '{Document}', {Batch}, {RetentionDays}, '{Message}', '{InstallId}', map({string.Join(", ", Facts.Select(fact => $"'{fact.Key}', '{fact.Value}'"))}), '{DistributionsHash}')");

    private static string Sql(DateTimeOffset time) => $"fromUnixTimestamp64Milli(toInt64({time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}), 'UTC')";
}
