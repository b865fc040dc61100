using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.Web.Crashes;

// Set, not init: the generated reader gives properties that are init and absent their type's default, and an empty list would be null.
/// <summary>A crash as the API tells it (docs/crash-format.md). All texts come from outside; what a client did not tell is null or empty.</summary>
public sealed record CrashDocument
{
    public string? Kind { get; set; }
    public string? Level { get; set; }
    public string? Platform { get; set; }
    public string? Release { get; set; }
    public string? Dist { get; set; }
    public string? Environment { get; set; }
    public string? Service { get; set; }
    public string? ServerName { get; set; }
    public string? Transaction { get; set; }
    public string? Logger { get; set; }
    public string? UserId { get; set; }
    public string? InstallId { get; set; }
    public string? SessionId { get; set; }
    public string? TraceId { get; set; }
    public string? SpanId { get; set; }
    public CrashSdk? Sdk { get; set; }
    public CrashMessage? Message { get; set; }
    public IReadOnlyList<CrashException> Exceptions { get; set; } = [];
    public IReadOnlyList<CrashThread> Threads { get; set; } = [];
    public IReadOnlyList<CrashBreadcrumb> Breadcrumbs { get; set; } = [];
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, Dictionary<string, string>> Contexts { get; set; } = new Dictionary<string, Dictionary<string, string>>();
    public CrashMachine? Machine { get; set; }
    public IReadOnlyList<string> Fingerprint { get; set; } = [];

    /// <summary>The thread that tells where it ended, where no exception does: a segfault, a hang. Null when the stack is that of an exception.</summary>
    [JsonIgnore]
    public CrashThread? EndedIn => Exceptions.Count > 0
        ? null
        : Threads.FirstOrDefault(thread => thread.Crashed) ?? Threads.FirstOrDefault(thread => thread.Current) ?? Threads.FirstOrDefault(thread => thread.Main);

    /// <summary>What the server could not take as it came.</summary>
    public IReadOnlyList<string> Problems { get; set; } = [];

    /// <summary>Reads it; null when this version does not understand it.</summary>
    public static CrashDocument? Read(JsonElement document)
    {
        try
        {
            return document.Deserialize(CrashJson.Default.CrashDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What made the report.</summary>
public sealed record CrashSdk(string? Name, string? Version);

/// <summary>What was said, beside or instead of an exception.</summary>
public sealed record CrashMessage(string? Text, string? Template, IReadOnlyList<string>? Params);

/// <summary>An exception; <c>Parent</c> is the one that came of it, or the group it is in.</summary>
public sealed record CrashException
{
    public int Id { get; set; }
    public int? Parent { get; set; }
    public string? Source { get; set; }
    public string? Module { get; set; }
    public string? Type { get; set; }
    public string? Value { get; set; }
    public IReadOnlyList<string> Notes { get; set; } = [];
    public string? Mechanism { get; set; }
    public bool? Handled { get; set; }
    public bool IsGroup { get; set; }
    public CrashStack? Stack { get; set; }

    /// <summary>As Python writes it: builtins without module.</summary>
    [JsonIgnore]
    public string QualifiedType => string.IsNullOrEmpty(Module) || Module == "builtins" ? Type ?? "(no type)" : $"{Module}.{Type}";
}

/// <summary>Calls, the outermost first.</summary>
public sealed record CrashStack
{
    public IReadOnlyList<CrashFrame> Frames { get; set; } = [];
    public int Omitted { get; set; }
}

/// <summary>A call.</summary>
public sealed record CrashFrame
{
    public string? Module { get; set; }
    public string? Function { get; set; }
    public string? File { get; set; }
    public string? Path { get; set; }
    public int? Line { get; set; }
    public int? EndLine { get; set; }
    public int? Column { get; set; }
    public int? EndColumn { get; set; }
    public IReadOnlyList<string> Before { get; set; } = [];
    public string? Source { get; set; }
    public IReadOnlyList<string> After { get; set; } = [];

    /// <summary><c>release</c>: the lines did not come with the crash, but are from the sources that were uploaded for its release. Else null.</summary>
    public string? SourceFrom { get; set; }

    public IReadOnlyDictionary<string, string> Locals { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether the server calls it the application's own.</summary>
    public bool? Own { get; set; }

    public int Repeated { get; set; }
}

/// <summary>A thread.</summary>
public sealed record CrashThread(string? Id, string? Name, bool Crashed, bool Current, bool Main, CrashStack? Stack);

/// <summary>Something that happened before.</summary>
public sealed record CrashBreadcrumb(string? Time, string? Type, string? Category, string? Level, string? Message, IReadOnlyDictionary<string, string>? Values);

/// <summary>The machine. Sizes in bytes.</summary>
public sealed record CrashMachine
{
    public string? OsName { get; set; }
    public string? OsVersion { get; set; }
    public string? RuntimeName { get; set; }
    public string? RuntimeVersion { get; set; }
    public string? Architecture { get; set; }
    public string? Packaging { get; set; }
    public string? Locale { get; set; }
    public string? Encoding { get; set; }
    public string? TimeZone { get; set; }
    public long? MemoryBytes { get; set; }
    public long? UsedMemoryBytes { get; set; }
    public long? FreeDiskBytes { get; set; }
    public int? ProcessorCount { get; set; }
}

/// <summary>Generated reader.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CrashDocument))]
internal sealed partial class CrashJson : JsonSerializerContext;
