using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
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
        block.GroupingVersion.Append((ushort)batched.Key.Version);
        block.GroupingHash.Append(batched.Key.Hash);
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

    private static void AppendNames(CrashBlock block, PreparedCrash crash)
    {
        CrashReport report = crash.Report;
        Append(block.Release, report.Release);
        Append(block.Environment, report.Environment);
        Append(block.ServiceName, report.Service);
        Append(block.Kind, CrashNames.NameOf(report.Kind));
        Append(block.Level, CrashNames.NameOf(report.Level));
        Append(block.Type, CrashSightings.TypeOf(crash));
        Append(block.DistributionsHash, report.DistributionsHash);
        string message = CrashSightings.MainOf(crash)?.Value ?? report.Message?.Text ?? "";
        Append(block.Message, message.Length > MaxMessage ? message[..MaxMessage] : message);
        Append(block.Culprit, crash.Grouping.Culprit);
    }

    private static void AppendIds(CrashBlock block, CrashReport report)
    {
        Append(block.CrashId, report.Id.ToString());
        Append(block.UserId, report.UserId);
        Append(block.InstallId, report.InstallId);
        Append(block.SessionId, report.SessionId);
        Append(block.TraceId, report.TraceId);
        Append(block.SpanId, report.SpanId);
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

    private static void Append(LowCardinalityColumn column, string? text) => column.Append(column.Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(text ?? "")));

    private static void Append(StringColumn column, string? text) => column.Append(Encoding.UTF8.GetBytes(text ?? ""));
}
