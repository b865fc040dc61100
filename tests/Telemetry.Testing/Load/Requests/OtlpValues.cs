namespace Telemetry.Testing.Load.Requests;

/// <summary>OTLP's common messages, written by hand.</summary>
internal static class OtlpValues
{
    /// <summary>A key-value pair whose value is text; returns the offset of the text's first character.</summary>
    public static int Attribute(this ProtobufWriter writer, int field, string key, string value)
    {
        var any = new ProtobufWriter();
        int inAny = any.Text(1, value);
        return writer.Pair(field, key, any) + inAny;
    }

    /// <summary>A key-value pair whose value is an integer.</summary>
    public static void Attribute(this ProtobufWriter writer, int field, string key, long value)
    {
        var any = new ProtobufWriter();
        any.Varint(3, (ulong)value);
        writer.Pair(field, key, any);
    }

    /// <summary>An <c>AnyValue</c> of text; returns the offset of the text's first character.</summary>
    public static int TextValue(this ProtobufWriter writer, int field, string value)
    {
        var any = new ProtobufWriter();
        int inAny = any.Text(1, value);
        return writer.Bytes(field, any.Written) + inAny;
    }

    /// <summary>A resource with what a Python service under an SDK sends.</summary>
    public static void Resource(this ProtobufWriter writer, int field, string service, int instance)
    {
        var resource = new ProtobufWriter();
        resource.Attribute(1, "service.name", service);
        resource.Attribute(1, "service.version", $"2.{instance % 4}.0");
        resource.Attribute(1, "deployment.environment.name", "production");
        resource.Attribute(1, "host.name", $"node-{instance % 16:00}.eu.example.org");
        resource.Attribute(1, "process.pid", 1000 + instance);
        resource.Attribute(1, "telemetry.sdk.language", "python");
        resource.Attribute(1, "telemetry.sdk.name", "opentelemetry");
        resource.Attribute(1, "telemetry.sdk.version", "1.45.1");
        writer.Bytes(field, resource.Written);
    }

    private static int Pair(this ProtobufWriter writer, int field, string key, ProtobufWriter any)
    {
        var pair = new ProtobufWriter();
        pair.Text(1, key);
        int inPair = pair.Bytes(2, any.Written);
        return writer.Bytes(field, pair.Written) + inPair;
    }
}
