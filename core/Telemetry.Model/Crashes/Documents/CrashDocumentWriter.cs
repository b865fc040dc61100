using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Writes the native document (docs/crash-format.md): what <see cref="CrashDocumentReader"/> reads back as the same report.</summary>
public static class CrashDocumentWriter
{
    // The document goes into a table and comes out through JSON again, never into a page: what a page needs escaped, the page escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The document, as UTF-8. The time of receipt is not in it.</summary>
    public static byte[] Write(CrashReport report)
    {
        ArrayBufferWriter<byte> bytes = new(16 * 1024);
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            json.WriteStartObject();
            WriteNames(json, report);
            WriteMessage(json, report.Message);
            json.Objects("exceptions", report.Exceptions, ExceptionDocument.Write);
            json.Objects("threads", report.Threads, ExceptionDocument.WriteThread);
            json.Objects("breadcrumbs", report.Breadcrumbs, BreadcrumbDocument.Write);
            json.Pairs("tags", report.Tags);
            WriteContexts(json, report.Contexts);
            MachineDocument.Write(json, report.Machine);
            json.Pairs("distributions", report.Distributions);
            json.Texts("fingerprint", report.Fingerprint);
            json.Texts("problems", report.Problems);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteNames(Utf8JsonWriter json, CrashReport report)
    {
        json.WriteNumber("version", CrashDocumentReader.Version);
        json.WriteString("id", report.Id.ToString());
        json.Time("time", report.Time);
        json.WriteString("kind", CrashNames.NameOf(report.Kind));
        json.WriteString("level", CrashNames.NameOf(report.Level));
        json.WriteString("platform", report.Platform);
        json.Text("release", report.Release);
        json.Text("dist", report.Distribution);
        json.Text("environment", report.Environment);
        json.Text("service", report.Service);
        json.Text("server_name", report.ServerName);
        json.Text("transaction", report.Transaction);
        json.Text("logger", report.Logger);
        json.Text("distributions_hash", report.DistributionsHash);
        json.Text("user_id", report.UserId);
        json.Text("install_id", report.InstallId);
        json.Text("session_id", report.SessionId);
        json.Text("trace_id", report.TraceId);
        json.Text("span_id", report.SpanId);
        json.WriteStartObject("sdk");
        json.Text("name", report.SdkName);
        json.Text("version", report.SdkVersion);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, CrashMessage? message)
    {
        if (message is not null)
        {
            json.WriteStartObject("message");
            json.WriteString("text", message.Text);
            json.Text("template", message.Template);
            json.Texts("params", message.Parameters);
            json.WriteEndObject();
        }
    }

    private static void WriteContexts(Utf8JsonWriter json, IReadOnlyList<CrashContext> contexts)
    {
        json.WriteStartObject("contexts");
        foreach (CrashContext context in contexts)
        {
            json.Pairs(context.Name, context.Values);
        }

        json.WriteEndObject();
    }
}
