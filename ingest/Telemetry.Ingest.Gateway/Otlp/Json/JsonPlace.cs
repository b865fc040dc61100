using System.Text.Json;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>Where in a JSON text something is, as a person counts: from line 1 and byte 1.</summary>
internal static class JsonPlace
{
    public static string Describe(ReadOnlySpan<byte> json, long offset)
    {
        ReadOnlySpan<byte> before = json[..(int)offset];
        return Describe(before.Count((byte)'\n'), offset - before.LastIndexOf((byte)'\n') - 1);
    }

    public static string Describe(JsonException exception) => Describe(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);

    private static string Describe(long line, long byteInLine) => $"line {line + 1}, byte {byteInLine + 1}";
}
