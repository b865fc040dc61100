using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;

namespace Telemetry.Ingest.Gateway.Otlp.Answers;

/// <summary>
/// A refusal as <c>google.rpc.Status</c>, with <c>RetryInfo</c> when it is worth coming back and <c>BadRequest</c> when the bytes are wrong.
/// Written by hand: three small messages do not pay for generated classes in the product.
/// </summary>
internal static class RpcStatus
{
    private const string RetryInfoType = "type.googleapis.com/google.rpc.RetryInfo";
    private const string BadRequestType = "type.googleapis.com/google.rpc.BadRequest";
    private const string ViolatedField = "request";

    /// <summary>code = 1, message = 2, details = 3 (Any: type_url = 1, value = 2).</summary>
    public static void WriteProtobuf(IntakeAnswer answer, IntakeBuffer output)
    {
        AnswerRow row = AnswerRow.Of(answer.Kind);
        var writer = new ProtobufWriter(output);
        writer.Varint(1, (ulong)row.Code);
        writer.Bytes(2, Encoding.UTF8.GetBytes(answer.Message));
        if (answer.RetryAfter is { } delay)
        {
            WriteDetail(writer, RetryInfoType, value => WriteRetryInfo(value, delay));
        }

        if (row.Code == GrpcCode.InvalidArgument)
        {
            WriteDetail(writer, BadRequestType, value => WriteBadRequest(value, answer.Message));
        }
    }

    public static void WriteJson(IntakeAnswer answer, IBufferWriter<byte> output)
    {
        AnswerRow row = AnswerRow.Of(answer.Kind);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("code", (int)row.Code);
        writer.WriteString("message", answer.Message);
        writer.WriteStartArray("details");
        if (answer.RetryAfter is { } delay)
        {
            writer.WriteStartObject();
            writer.WriteString("@type", RetryInfoType);
            writer.WriteString("retryDelay", string.Create(CultureInfo.InvariantCulture, $"{delay.TotalSeconds:0.000}s"));
            writer.WriteEndObject();
        }

        if (row.Code == GrpcCode.InvalidArgument)
        {
            WriteBadRequest(writer, answer.Message);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDetail(ProtobufWriter writer, string type, Action<ProtobufWriter> write)
    {
        int any = writer.Begin(3);
        writer.Bytes(1, Encoding.UTF8.GetBytes(type));
        int value = writer.Begin(2);
        write(writer);
        writer.End(value);
        writer.End(any);
    }

    // RetryInfo: retry_delay = 1 (Duration: seconds = 1, nanos = 2).
    private static void WriteRetryInfo(ProtobufWriter writer, TimeSpan delay)
    {
        int duration = writer.Begin(1);
        writer.Varint(1, (ulong)delay.TotalSeconds);
        writer.Varint(2, (ulong)(delay.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
        writer.End(duration);
    }

    // BadRequest: field_violations = 1 (FieldViolation: field = 1, description = 2).
    private static void WriteBadRequest(ProtobufWriter writer, string description)
    {
        int violation = writer.Begin(1);
        writer.Bytes(1, Encoding.UTF8.GetBytes(ViolatedField));
        writer.Bytes(2, Encoding.UTF8.GetBytes(description));
        writer.End(violation);
    }

    private static void WriteBadRequest(Utf8JsonWriter writer, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", BadRequestType);
        writer.WriteStartArray("fieldViolations");
        writer.WriteStartObject();
        writer.WriteString("field", ViolatedField);
        writer.WriteString("description", description);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
