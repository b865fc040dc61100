using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Rules;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>
/// Version 1 (ADR 0112). A project's rule, else the client's fingerprint, else the exceptions by type and frames, else the message. Line numbers,
/// source lines, paths and messages of exceptions that have frames are never hashed.
/// </summary>
public static class CrashGrouper
{
    private const int MaxTitle = 200;

    /// <summary>Groups a crash. The same crash and rules give the same result, also when the crash was grouped before.</summary>
    public static GroupedCrash Group(CrashReport report, GroupingRules rules)
    {
        CrashFrames frames = CrashFrames.Judge(report, rules);
        return new GroupedCrash(frames.Report, Group(frames, rules));
    }

    /// <summary>Groups a crash whose frames are judged.</summary>
    internal static CrashGrouping Group(CrashFrames frames, GroupingRules rules)
    {
        CrashReport report = frames.Report;
        (CrashException? main, IReadOnlyList<GroupingPart> parts) = report.Exceptions.Count > 0
            ? ExceptionParts.Of(frames)
            : (null, frames.DeadThread.Count > 0 ? ThreadParts(frames) : MessageParts(report));
        IReadOnlyList<StackFrameKey> stack = main is null ? frames.DeadThread : frames.Of(main);
        StackFrameKey? last = stack.LastOrDefault(frame => frame.InApp) ?? stack.LastOrDefault();
        FingerprintRule? rule = rules.Fingerprint.Rules.Count == 0 ? null : rules.Fingerprint.Find(report, frames.All, frames.Budget);
        IReadOnlyList<string> fingerprint = rule?.Fingerprint ?? report.Fingerprint;
        if (fingerprint.Count > 0)
        {
            string why = rule is null ? "The client's fingerprint." : $"The project's rule: {rule.Line}";
            parts = WithFingerprint(parts, fingerprint, why, part => FingerprintVariables.Resolve(part, report, main, last));
        }

        if (frames.Budget.IsSpent)
        {
            parts = [.. parts, new GroupingPart("rule", null, "", false, "The project's rules are too much work for this crash: some of them were left out.")];
        }

        string title = rule?.Title is { } given ? FingerprintVariables.Resolve(given, report, main, last) : TitleOf(report, main);
        string culprit = last is null ? report.Transaction ?? report.Logger ?? "" : last.Text;
        return new CrashGrouping(CrashGrouping.Current, CrashGrouping.HashOf(parts), title, culprit, main?.Id, parts);
    }

    private static IReadOnlyList<GroupingPart> ThreadParts(CrashFrames frames) =>
        [
            new GroupingPart("type", null, CrashNames.NameOf(frames.Report.Kind), true, "There is no exception; what the program died of."),
            .. FrameChoice.Choose(frames.DeadThread, "", null),
        ];

    private static IReadOnlyList<GroupingPart> MessageParts(CrashReport report) =>
        [
            report.Message is null ? new GroupingPart("message", null, "", true, "There is neither an exception nor a message.")
            : report.Message.Template is { } template ? new GroupingPart("message", null, template, true, "The message before its parameters were put in.")
            : new GroupingPart("message", null, MessageParameters.Replace(report.Message.Text), true, "There is no exception; what changes in the message is replaced."),
        ];

    /// <summary><c>{{ default }}</c> keeps our own parts among the given; without it they only explain.</summary>
    private static IReadOnlyList<GroupingPart> WithFingerprint(IReadOnlyList<GroupingPart> parts, IReadOnlyList<string> fingerprint, string why, Func<string, string> resolve)
    {
        bool hasDefault = fingerprint.Any(FingerprintVariables.IsDefault);
        IEnumerable<GroupingPart> given = fingerprint
            .Where(part => !FingerprintVariables.IsDefault(part))
            .Select(part => new GroupingPart("fingerprint", null, resolve(part), true, why));
        IEnumerable<GroupingPart> own = hasDefault ? parts : parts.Select(part => part with { Contributes = false, Why = "A fingerprint is given." });
        return [.. given, .. own];
    }

    private static string TitleOf(CrashReport report, CrashException? main)
    {
        string text = main is null ? report.Message?.Text ?? $"({CrashNames.NameOf(report.Kind)})"
            : main.Value is { Length: > 0 } value ? $"{main.QualifiedType}: {value}"
            : main.QualifiedType.Length > 0 ? main.QualifiedType : "(unknown exception)";
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        return CrashText.Fit(end < 0 ? text : text[..end], MaxTitle, "title", new CrashProblems());
    }
}
