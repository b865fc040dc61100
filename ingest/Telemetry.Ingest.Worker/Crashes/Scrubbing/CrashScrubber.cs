using System.Text.RegularExpressions;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Scrubbing;

/// <summary>Takes secrets out of a crash: by name, and by pattern in locals, source lines, messages, breadcrumbs and contexts. Clients do so too, but by name only.</summary>
internal static class CrashScrubber
{
    /// <summary>The crash without them.</summary>
    public static CrashReport Scrub(CrashReport report) =>
        report with
        {
            Message = report.Message is null ? null : new CrashMessage(Text(report.Message.Text), report.Message.Template is { } template ? Text(template) : null, Texts(report.Message.Parameters)),
            Exceptions = [.. report.Exceptions.Select(Scrub)],
            Threads = [.. report.Threads.Select(thread => thread with { Stack = Scrub(thread.Stack) })],
            Breadcrumbs = [.. report.Breadcrumbs.Select(Scrub)],
            Tags = Pairs(report.Tags),
            Contexts = [.. report.Contexts.Select(context => new CrashContext(context.Name, Pairs(context.Values)))],
        };

    private static CrashException Scrub(CrashException exception) =>
        exception with
        {
            Value = exception.Value is null ? null : Text(exception.Value),
            Notes = Texts(exception.Notes),
            Stack = Scrub(exception.Stack),
        };

    private static CrashStack Scrub(CrashStack stack) => stack.Frames.Count == 0 ? stack : stack with { Frames = [.. stack.Frames.Select(Scrub)] };

    private static CrashFrame Scrub(CrashFrame frame) =>
        frame with
        {
            ContextBefore = Texts(frame.ContextBefore),
            ContextLine = frame.ContextLine is null ? null : Text(frame.ContextLine),
            ContextAfter = Texts(frame.ContextAfter),
            Locals = Pairs(frame.Locals),
        };

    private static CrashBreadcrumb Scrub(CrashBreadcrumb breadcrumb) =>
        breadcrumb with { Message = breadcrumb.Message is null ? null : Text(breadcrumb.Message), Values = Pairs(breadcrumb.Values) };

    private static IReadOnlyList<string> Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? texts : [.. texts.Select(Text)];

    private static IReadOnlyList<NamedText> Pairs(IReadOnlyList<NamedText> pairs) =>
        pairs.Count == 0 ? pairs : [.. pairs.Select(pair => pair with { Text = SecretKeys.IsSecret(pair.Name) ? SecretTexts.Replacement : Text(pair.Text) })];

    private static string Text(string text)
    {
        try
        {
            return SecretTexts.Scrub(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Nobody knows what is in it; it is not kept.
            return SecretTexts.Replacement;
        }
    }
}
