using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A crash → a row of <c>crashes</c> (docs/schema.md).</summary>
internal static class CrashRow
{
    private const int MaxMessage = 500;

    /// <summary>Appends it.</summary>
    public static void Append(CrashBlock block, BatchedCrash batched, ulong batch)
    {
        CrashReport report = batched.Crash.Report;
        byte[] document = CrashDocumentWriter.Write(report.DistributionsHash is null ? report : report with { Distributions = [] });
        block.ProjectId.Append(batched.Project.Value);
        block.Timestamp.Append(batched.Time.Value);
        block.ReceivedAt.Append(batched.Frame.ReceivedAtUnixNanoseconds);
        GroupingKey key = batched.StoredKey ?? batched.Key;
        block.GroupingVersion.Append((ushort)key.Version);
        block.GroupingHash.Append(key.Hash);
        block.Unhandled.Append(report.IsUnhandled ? (byte)1 : (byte)0);
        block.Affected.Append(AffectedBy(report));
        block.Batch.Append(batch);
        block.RetentionDays.Append(batched.RetentionDays);
        block.Document.Append(document);
        AppendNames(block, batched.Crash);
        AppendIds(block, report);
        int facts = AppendFacts(block.Facts, report);
        block.EndRow(document.Length + facts);
    }

    private static void AppendNames(CrashBlock block, GroupedCrash crash)
    {
        CrashReport report = crash.Report;
        block.Release.Append(report.Release);
        block.Environment.Append(report.Environment);
        block.ServiceName.Append(report.Service);
        block.Kind.Append(CrashNames.NameOf(report.Kind));
        block.Level.Append(CrashNames.NameOf(report.Level));
        block.Type.Append(CrashSightings.TypeOf(crash));
        block.DistributionsHash.Append(report.DistributionsHash);
        string message = CrashSightings.MainOf(crash)?.Value ?? report.Message?.Text ?? "";
        block.Message.Append(message.Length > MaxMessage ? message[..MaxMessage] : message);
        block.Culprit.Append(crash.Grouping.Culprit);
    }

    private static void AppendIds(CrashBlock block, CrashReport report)
    {
        block.CrashId.Append(report.Id.ToString());
        block.UserId.Append(report.UserId);
        block.InstallId.Append(report.InstallId);
        block.SessionId.Append(report.SessionId);
        block.TraceId.Append(report.TraceId);
        block.SpanId.Append(report.SpanId);
    }

    private static int AppendFacts(MapColumn column, CrashReport report)
    {
        MapRow row = new();
        foreach (NamedText fact in CrashFacts.Of(report))
        {
            byte[] name = Encoding.UTF8.GetBytes(fact.Name);
            row.Add(column.TryFindKey(row.Count, name, out uint number) ? number : column.Keys.FindOrAdd(name), Encoding.UTF8.GetBytes(fact.Text));
        }

        column.Append(row);
        return row.ByteCount;
    }

    // Of the installation, or of the user where there is none. 0 stands for nobody, so no one gets it.
    private static ulong AffectedBy(CrashReport report) => (report.InstallId ?? report.UserId) is { Length: > 0 } who
        ? Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(who))))
        : 0;
}
