using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model.Releases;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>
/// Where items come from: the resource and scope of OTLP. The service is the package in the release (<c>package@version</c>), else the server's name; the release is the version.
/// </summary>
internal sealed record SentrySource
{
    // ResourceSpans, ResourceLogs: resource 1, scope_… 2. ScopeSpans, ScopeLogs: scope 1. Resource: attributes 1. Scope: name 1, version 2.
    private const int ResourceField = 1;
    private const int ScopeField = 1;
    private const int AttributesField = 1;

    public string? Release { get; init; }

    public string? Environment { get; init; }

    public string? ServerName { get; init; }

    public string? SdkName { get; init; }

    public string? SdkVersion { get; init; }

    public string? RuntimeName { get; init; }

    public string? RuntimeVersion { get; init; }

    public string? SystemName { get; init; }

    public string? SystemVersion { get; init; }

    /// <summary>Of a transaction.</summary>
    public static SentrySource OfEvent(JsonElement json)
    {
        JsonElement contexts = SentryText.Find(json, "contexts");
        JsonElement sdk = SentryText.Find(json, "sdk");
        return new SentrySource
        {
            Release = SentryText.Property(json, "release"),
            Environment = SentryText.Property(json, "environment"),
            ServerName = SentryText.Property(json, "server_name"),
            SdkName = SentryText.Property(sdk, "name"),
            SdkVersion = SentryText.Property(sdk, "version"),
            RuntimeName = SentryText.Property(SentryText.Find(contexts, "runtime"), "name"),
            RuntimeVersion = SentryText.Property(SentryText.Find(contexts, "runtime"), "version"),
            SystemName = SentryText.Property(SentryText.Find(contexts, "os"), "name"),
            SystemVersion = SentryText.Property(SentryText.Find(contexts, "os"), "version"),
        };
    }

    /// <summary>Of a log or span, whose attributes say all.</summary>
    public static SentrySource OfAttributes(JsonElement attributes) => new()
    {
        Release = Typed(attributes, "sentry.release"),
        Environment = Typed(attributes, "sentry.environment"),
        ServerName = Typed(attributes, "server.address"),
        SdkName = Typed(attributes, "sentry.sdk.name"),
        SdkVersion = Typed(attributes, "sentry.sdk.version"),
        RuntimeName = Typed(attributes, "process.runtime.name"),
        RuntimeVersion = Typed(attributes, "process.runtime.version"),
        SystemName = Typed(attributes, "os.name"),
        SystemVersion = Typed(attributes, "os.version"),
    };

    /// <summary>Whether an attribute says where an item comes from, and so stands in the resource instead.</summary>
    public static bool IsOfSource(string attribute) => attribute is "sentry.release" or "sentry.environment" or "server.address" or "sentry.sdk.name" or "sentry.sdk.version"
        or "process.runtime.name" or "process.runtime.version" or "os.name" or "os.version";

    /// <summary>Writes the resource.</summary>
    public void WriteResource(ProtobufWriter writer)
    {
        ReleaseName release = ReleaseName.Parse(Release ?? "");
        int resource = writer.Begin(ResourceField);
        var attributes = new AttributeWriter(writer, AttributesField);
        attributes.Text("service.name", release.Package.Length > 0 ? release.Package : ServerName);
        attributes.Text("service.version", release.Version);
        attributes.Text("sentry.release", Release);
        attributes.Text("deployment.environment.name", Environment);
        attributes.Text("host.name", ServerName);
        attributes.Text("telemetry.sdk.name", SdkName);
        attributes.Text("telemetry.sdk.version", SdkVersion);
        attributes.Text("process.runtime.name", RuntimeName);
        attributes.Text("process.runtime.version", RuntimeVersion);
        attributes.Text("os.name", SystemName);
        attributes.Text("os.version", SystemVersion);
        writer.End(resource);
    }

    /// <summary>Writes the scope: the SDK.</summary>
    public void WriteScope(ProtobufWriter writer)
    {
        int scope = writer.Begin(ScopeField);
        writer.Bytes(1, System.Text.Encoding.UTF8.GetBytes(SdkName ?? "sentry"));
        writer.Bytes(2, System.Text.Encoding.UTF8.GetBytes(SdkVersion ?? ""));
        writer.End(scope);
    }

    private static string? Typed(JsonElement attributes, string name) => SentryText.Read(AttributeWriter.TypedValue(SentryText.Find(attributes, name)));
}
