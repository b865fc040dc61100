using Telemetry.Ingest.Worker.Crashes.Tracebacks;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>The attributes <c>exception.type</c>, <c>.message</c>, <c>.stacktrace</c> and <c>.escaped</c> of a log record or span event → a report.</summary>
internal static class OtlpExceptionReader
{
    /// <summary>Reads it.</summary>
    public static CrashReport Read(OtlpRecord record, OtlpOrigin origin)
    {
        CrashBudget budget = new();
        string? text = record.Attributes.Find("exception.stacktrace");
        ParsedTraceback? traceback = text is null ? null : TracebackParser.Parse(text, budget);
        CrashReport report = new()
        {
            Id = record.Id,
            Time = OtlpFacts.TimeOf(record) ?? origin.ReceivedAt,
            ReceivedAt = origin.ReceivedAt,
            Kind = traceback?.Kind ?? CrashKind.Exception,
            Level = OtlpFacts.LevelOf(record.SeverityNumber),
            Platform = origin.Resource.Name(budget.Problems, "telemetry.sdk.language")?.ToLowerInvariant() ?? "python",
            Transaction = record.SpanName is null ? null : CrashText.Fit(record.SpanName, CrashLimits.Name, "span.name", budget.Problems),
            Message = record.Body is { Length: > 0 } body ? new CrashMessage(CrashText.Fit(body, CrashLimits.Message, "body", budget.Problems), null, []) : null,
            Exceptions = Exceptions(record.Attributes, traceback, budget),
            Threads = traceback?.Threads ?? [],
            Contexts = Contexts(record, origin, traceback is null ? text : null, budget),
        };
        report = OtlpFacts.Complete(report, record, origin, budget.Problems);
        return report with { Problems = budget.Problems.ToList() };
    }

    /// <summary>The attributes are right about the exception itself, the text about everything around it.</summary>
    private static IReadOnlyList<CrashException> Exceptions(OtlpAttributes attributes, ParsedTraceback? traceback, CrashBudget budget)
    {
        CrashException first = traceback?.Exceptions[0] ?? new CrashException { Id = 0 };
        (string? module, string? type) = SplitType(attributes.Name(budget.Problems, "exception.type"));
        string? value = attributes.Find("exception.message");
        first = first with
        {
            Module = type is null ? first.Module : module,
            Type = type ?? first.Type,
            Value = value is null ? first.Value : CrashText.Fit(value, CrashLimits.Message, "exception.message", budget.Problems),
            Handled = first.Handled ?? Escaped(attributes.Find("exception.escaped")),
        };
        return traceback is null ? [first] : [first, .. traceback.Exceptions.Skip(1)];
    }

    private static (string? Module, string? Type) SplitType(string? name)
    {
        int dot = name?.LastIndexOf('.') ?? -1;
        return dot > 0 ? (name![..dot], name[(dot + 1)..]) : (null, name);
    }

    /// <summary>An exception that left its span was handled by nobody in it.</summary>
    private static bool? Escaped(string? text) => text switch { "true" or "True" => false, "false" or "False" => true, _ => null };

    private static IReadOnlyList<CrashContext> Contexts(OtlpRecord record, OtlpOrigin origin, string? unreadText, CrashBudget budget)
    {
        CrashContext?[] contexts =
        [
            record.Attributes.ToContext("attributes", "exception.", budget),
            origin.Resource.ToContext("resource", "telemetry.sdk.", budget),
            unreadText is null ? null : Unread(unreadText, budget),
        ];
        return [.. contexts.OfType<CrashContext>()];
    }

    /// <summary>A stack of another language, or no stack at all: kept to be read by people.</summary>
    private static CrashContext Unread(string text, CrashBudget budget) =>
        new("stacktrace", [new NamedText("text", CrashText.Fit(text, CrashLimits.Message, "exception.stacktrace", budget.Problems))]);
}
