using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;

namespace Telemetry.Ingest.Gateway.Otlp.Answers;

/// <summary>
/// An <c>Export…ServiceResponse</c> with its partial success. All signals number the fields alike: partial_success = 1, in it the count of
/// rejected items = 1 and the sentence = 2. A full success is an empty message.
/// </summary>
internal static class PartialSuccess
{
    public static void WriteProtobuf(IntakeAnswer answer, IntakeBuffer output)
    {
        var writer = new ProtobufWriter(output);
        int partial = writer.Begin(1);
        writer.Varint(1, (ulong)answer.RejectedItems);
        writer.Bytes(2, Encoding.UTF8.GetBytes(answer.Message));
        writer.End(partial);
    }

    public static void WriteJson(IntakeAnswer answer, OtlpSignal signal, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartObject("partialSuccess");
        // 64-bit integers are strings in protobuf's JSON.
        writer.WriteString(signal.RejectedField, answer.RejectedItems.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("errorMessage", answer.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
