using System.Text.Json;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>
/// A Sentry <c>event</c> → <see cref="CrashReport"/>. The payload is the object the gateway makes of an envelope's header and its event:
/// <c>{"header": {"event_id", "sent_at", "sdk"}, "event": {…}}</c> (ADR 0110). All shapes that SDKs since 1.0 send; nothing in them is trusted.
/// </summary>
internal static class SentryEventReader
{
    /// <summary>Reads one.</summary>
    /// <returns>Null when the payload is no JSON object with an <c>event</c> object: there is no crash to keep.</returns>
    public static CrashReport? Read(ReadOnlyMemory<byte> payload, CrashReceipt receipt)
    {
        CrashBudget budget = new();
        using JsonDocument? document = JsonText.Parse(payload, budget.Problems);
        if (document is null
            || !document.RootElement.TryGetProperty("event", out JsonElement element)
            || element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonPart header = new JsonPart(document.RootElement, "", budget.Problems).Part("header");
        CrashReport report = Read(new JsonPart(element, "", budget.Problems), header, receipt, budget);
        return report with { Problems = budget.Problems.ToList() };
    }

    private static CrashReport Read(JsonPart report, JsonPart header, CrashReceipt receipt, CrashBudget budget)
    {
        var drift = ClockDrift.Between(header.Time("sent_at"), receipt.ReceivedAt);
        IReadOnlyList<CrashException> exceptions = SentryExceptions.Read(report, budget);
        IReadOnlyList<CrashThread> threads = ReadThreads(report, budget);
        return ReadNames(report) with
        {
            Id = ReadId(header, report) ?? receipt.FallbackId,
            Time = drift.Correct(report.Time("timestamp")) ?? receipt.ReceivedAt,
            ReceivedAt = receipt.ReceivedAt,
            Kind = KindOf(exceptions, threads),
            Message = SentryMessages.Read(report),
            Exceptions = exceptions,
            Threads = threads,
            Breadcrumbs = SentryBreadcrumbs.Read(report, drift, budget),
            Contexts = SentryContexts.Read(report, budget),
            Distributions = JsonPairs.Read(report.Any("modules"), CrashLimits.Distributions, budget.Values, CrashLimits.Name),
            Fingerprint = report.Texts("fingerprint", CrashLimits.Parts, CrashLimits.Name),
            SdkName = Sdk(report, header).Word("name"),
            SdkVersion = Sdk(report, header).Word("version"),
        };
    }

    private static CrashReport ReadNames(JsonPart report)
    {
        IReadOnlyList<NamedText> tags = JsonPairs.Read(report.Any("tags"), CrashLimits.Tags, new TextBudget(CrashLimits.AllValues), CrashLimits.Name);
        JsonPart trace = report.Part("contexts").Part("trace");
        return new CrashReport
        {
            Id = default,
            Time = default,
            ReceivedAt = default,
            Level = CrashNames.LevelOf(report.Word("level")) ?? CrashLevel.Error,
            Platform = report.Word("platform")?.ToLowerInvariant() ?? "other",
            Release = report.Word("release"),
            Distribution = report.Word("dist"),
            Environment = report.Word("environment"),
            ServerName = report.Word("server_name"),
            Transaction = report.Word("transaction"),
            Logger = report.Word("logger"),
            Tags = tags,
            Machine = SentryContexts.ReadMachine(report.Part("contexts")),
            UserId = SentryContexts.ReadUserId(report.Part("user")),
            InstallId = TagOf(tags, "app.installation.id"),
            SessionId = TagOf(tags, "session.id"),
            TraceId = CrashDocumentReader.HexId(trace, "trace_id", CrashDocumentReader.HexTraceId),
            SpanId = CrashDocumentReader.HexId(trace, "span_id", CrashDocumentReader.HexSpanId),
        };
    }

    private static CrashId? ReadId(JsonPart header, JsonPart report)
    {
        foreach (string? text in new[] { header.Word("event_id"), report.Word("event_id") })
        {
            if (CrashId.TryParse(text, out CrashId id))
            {
                return id;
            }
        }

        report.Problems.Add("event_id", "not 32 hex digits; made from the bytes");
        return null;
    }

    /// <summary>A stack of a thread that did not crash is only where a message was written.</summary>
    private static CrashKind KindOf(IReadOnlyList<CrashException> exceptions, IReadOnlyList<CrashThread> threads)
    {
        if (exceptions.Count == 0)
        {
            return threads.Any(thread => thread.IsCrashed) ? CrashKind.Native : CrashKind.Message;
        }

        return exceptions[0].Mechanism switch
        {
            "minidump" or "signalhandler" => CrashKind.Native,
            "AppHang" or "ANR" => CrashKind.Hang,
            _ => CrashKind.Exception,
        };
    }

    private static IReadOnlyList<CrashThread> ReadThreads(JsonPart report, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = SentryLists.Of(report, "threads");
        if (items.Count > CrashLimits.Threads)
        {
            budget.Problems.Add("threads", $"{items.Count} threads, the first {CrashLimits.Threads} kept");
        }

        // Clients before 2013 put the stack of a message beside it.
        return report.Part("stacktrace").IsObject && items.Count == 0
            ? [new CrashThread { IsCurrent = true, Stack = SentryStacks.Read(report.Part("stacktrace"), budget) }]
            : [.. items.Take(CrashLimits.Threads).Where(item => item.IsObject).Select(item => ReadThread(item, budget))];
    }

    private static CrashThread ReadThread(JsonPart item, CrashBudget budget) =>
        new()
        {
            Id = item.Word("id"),
            Name = item.Word("name"),
            IsCrashed = item.Flag("crashed") ?? false,
            IsCurrent = item.Flag("current") ?? false,
            IsMain = item.Flag("main") ?? false,
            Stack = SentryStacks.Read(item.Part("stacktrace"), budget),
        };

    private static JsonPart Sdk(JsonPart report, JsonPart header) => report.Part("sdk") is { IsObject: true } own ? own : header.Part("sdk");

    private static string? TagOf(IReadOnlyList<NamedText> tags, string name) => tags.FirstOrDefault(tag => tag.Name == name)?.Text;
}
