using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Reads the native document (docs/crash-format.md), sent by a client or kept by us. Trusts nothing in it.</summary>
public static class CrashDocumentReader
{
    /// <summary>The only version there is. A document of a later one is read as far as it is understood.</summary>
    public const int Version = 1;

    /// <summary>Digits of a trace id.</summary>
    public const int HexTraceId = 32;

    /// <summary>Digits of a span id.</summary>
    public const int HexSpanId = 16;

    /// <summary>Reads a document.</summary>
    /// <returns>Null when it is no JSON object: everything else about it has a defined outcome.</returns>
    public static CrashReport? Read(ReadOnlyMemory<byte> utf8, CrashReceipt receipt)
    {
        CrashBudget budget = new();
        using JsonDocument? document = JsonText.Parse(utf8, budget.Problems);
        return document is null ? null : Read(new JsonPart(document.RootElement, "", budget.Problems), receipt, budget);
    }

    /// <summary>A trace or span id in lower-case hex; null, and a problem, for anything else. All zeros is how several SDKs say nothing.</summary>
    public static string? HexId(JsonPart part, string name, int length)
    {
        if (part.Word(name)?.ToLowerInvariant() is not { } id || id.All(digit => digit == '0'))
        {
            return null;
        }

        bool isHex = id.Length == length && id.All(char.IsAsciiHexDigit);
        if (!isHex)
        {
            part.Problems.Add(part.PathOf(name), $"not {length} hex digits, dropped");
        }

        return isHex ? id : null;
    }

    private static CrashReport Read(JsonPart report, CrashReceipt receipt, CrashBudget budget)
    {
        CheckVersion(report);
        CrashReport read = ReadNames(report, receipt) with
        {
            Message = ReadMessage(report.Part("message")),
            Exceptions = ExceptionDocument.ReadAll(report, budget),
            Threads = ExceptionDocument.ReadThreads(report, budget),
            Breadcrumbs = BreadcrumbDocument.ReadAll(report, budget),
            Tags = JsonPairs.Read(report.Any("tags"), CrashLimits.Tags, budget.Values, CrashLimits.Name),
            Contexts = ReadContexts(report.Part("contexts"), budget),
            Machine = MachineDocument.Read(report.Part("machine")),
            Distributions = JsonPairs.Read(report.Any("distributions"), CrashLimits.Distributions, budget.Values, CrashLimits.Name),
            Fingerprint = report.Texts("fingerprint", CrashLimits.Parts, CrashLimits.Name),
        };
        IReadOnlyList<string> earlier = report.Texts("problems", CrashLimits.Problems, CrashLimits.SourceLine);
        return read with { Problems = [.. earlier, .. budget.Problems.ToList()] };
    }

    private static CrashReport ReadNames(JsonPart report, CrashReceipt receipt) =>
        new()
        {
            Id = ReadId(report) ?? receipt.FallbackId,
            Time = report.Time("time") ?? receipt.ReceivedAt,
            ReceivedAt = receipt.ReceivedAt,
            Kind = Known(report, "kind", CrashNames.KindOf) ?? CrashKind.Exception,
            Level = Known(report, "level", CrashNames.LevelOf) ?? CrashLevel.Error,
            Platform = report.Word("platform")?.ToLowerInvariant() ?? "python",
            Release = report.Word("release"),
            Distribution = report.Word("dist"),
            Environment = report.Word("environment"),
            Service = report.Word("service"),
            ServerName = report.Word("server_name"),
            Transaction = report.Word("transaction"),
            Logger = report.Word("logger"),
            DistributionsHash = report.Word("distributions_hash"),
            UserId = report.Word("user_id"),
            InstallId = report.Word("install_id"),
            SessionId = report.Word("session_id"),
            TraceId = HexId(report, "trace_id", HexTraceId),
            SpanId = HexId(report, "span_id", HexSpanId),
            SdkName = report.Part("sdk").Word("name"),
            SdkVersion = report.Part("sdk").Word("version"),
        };

    private static void CheckVersion(JsonPart report)
    {
        if (report.Count("version") != Version)
        {
            report.Problems.Add("version", $"not {Version}: read as if it were");
        }
    }

    private static CrashId? ReadId(JsonPart report)
    {
        if (report.Word("id") is not { } text)
        {
            return null;
        }

        if (CrashId.TryParse(text, out CrashId id))
        {
            return id;
        }

        report.Problems.Add("id", "not 32 hex digits, or all zeros; made from the bytes");
        return null;
    }

    private static T? Known<T>(JsonPart report, string field, Func<string?, T?> find)
        where T : struct
    {
        string? name = report.Word(field);
        T? known = find(name);
        if (name is not null && known is null)
        {
            report.Problems.Add(field, "unknown, dropped");
        }

        return known;
    }

    private static CrashMessage? ReadMessage(JsonPart message) =>
        message.Text("text", CrashLimits.Message) is { } text
            ? new CrashMessage(text, message.Word("template", CrashLimits.Message), message.Texts("params", CrashLimits.Parts, CrashLimits.Value))
            : null;

    private static IReadOnlyList<CrashContext> ReadContexts(JsonPart contexts, CrashBudget budget)
    {
        List<CrashContext> read = [];
        if (!contexts.IsObject)
        {
            return read;
        }

        foreach (JsonProperty property in contexts.Element.EnumerateObject())
        {
            if (read.Count == CrashLimits.Contexts)
            {
                contexts.Problems.Add(contexts.Path, $"the first {read.Count} kept");
                break;
            }

            string name = JsonText.NameOf(property, contexts.Path, contexts.Problems);
            JsonPart values = new(property.Value, contexts.PathOf(name), contexts.Problems);
            if (JsonPairs.Read(values, CrashLimits.Contexts, budget.Values) is { Count: > 0 } pairs)
            {
                read.Add(new CrashContext(name, pairs));
            }
        }

        return read;
    }
}
