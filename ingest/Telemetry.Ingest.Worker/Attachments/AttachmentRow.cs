using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telemetry.Messaging;
using Telemetry.Model.Attachments;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Storage.Attachments;

namespace Telemetry.Ingest.Worker.Attachments;

/// <summary>A row of <c>attachments</c> (docs/schema.md). Its content is bytes and nothing else: nobody here looks into it.</summary>
/// <param name="Event">What it belongs to.</param>
/// <param name="Name">A file's name, without a path.</param>
/// <param name="ContentType">What the client says it is.</param>
/// <param name="Kind">What the client calls it.</param>
/// <param name="Content">As it came; a slice of the message.</param>
internal sealed record AttachmentRow(CrashId Event, string Name, string ContentType, string Kind, ReadOnlyMemory<byte> Content)
{
    private const int HeaderStart = 1 + sizeof(int);

    /// <summary>Reads a frame's payload (<see cref="AttachmentEncoding"/>); null when it is none.</summary>
    public static AttachmentRow? Read(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < HeaderStart || (AttachmentEncoding)payload.Span[0] != AttachmentEncoding.Named)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(payload.Span[1..]);
        if (length < 0 || length > payload.Length - HeaderStart)
        {
            return null;
        }

        CrashProblems problems = new();
        using JsonDocument? document = JsonText.Parse(payload.Slice(HeaderStart, length), problems);
        JsonPart header = new(document?.RootElement ?? default, "", problems);
        return CrashId.TryParse(header.Word("event_id"), out CrashId id)
            ? new AttachmentRow(id, FileName(header.Word("name")), header.Word("content_type") ?? "", header.Word("kind") ?? "", payload[(HeaderStart + length)..])
            : null;
    }

    /// <summary>Appends it.</summary>
    public void AppendTo(AttachmentBlock block, in IntakeFrame frame)
    {
        block.ProjectId.Append(frame.Project.Value);
        block.EventId.Append(Event.ToString());
        block.AttachmentId.Append(Id().ToString());
        block.ReceivedAt.Append(frame.ReceivedAtUnixNanoseconds);
        block.Name.Append(Name);
        block.ContentType.Append(ContentType);
        block.Kind.Append(Kind);
        block.Size.Append((uint)Content.Length);
        block.Content.Append(Content.Span);
        block.RetentionDays.Append(new Records.TimeWindow(frame).RetentionDays);
        block.EndRow(Content.Length + Name.Length + ContentType.Length);
    }

    /// <summary>Of what it is: the same attachment of the same event is the same row, however often it comes.</summary>
    private CrashId Id()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Event}\n{Name}\n{Kind}\n"));
        hash.AppendData(Content.Span);
        return new CrashId(BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset()));
    }

    // Of a path the last part: a name is offered to whoever downloads it, and must not lead anywhere.
    private static string FileName(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        return last is "." or ".." ? "" : string.Concat(last.Where(character => !char.IsControl(character)));
    }
}
