using System.Globalization;
using System.Text;

namespace Telemetry.Web.Crashes;

/// <summary>A crash as Markdown, for a ticket or a chat: what it is, where it was, and the traceback as Python writes it.</summary>
public static class CrashMarkdown
{
    private const int MaxFrames = 60;

    /// <summary>The text.</summary>
    /// <param name="name">Short id of the issue.</param>
    /// <param name="title">Title of the issue.</param>
    /// <param name="address">Where to read it; null when not known.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="crash">The crash.</param>
    public static string Write(string name, string title, string? address, string time, CrashDocument crash)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {name}: {OneLine(title)}\n\n");
        Fact(text, "Address", address);
        Fact(text, "Time", time);
        Fact(text, "Release", crash.Release);
        Fact(text, "Environment", crash.Environment);
        Fact(text, "System", Join(crash.Machine?.OsName, crash.Machine?.OsVersion));
        Fact(text, "Runtime", Join(crash.Machine?.RuntimeName, crash.Machine?.RuntimeVersion));
        Fact(text, "User", crash.UserId);
        text.Append("\n```\n");
        // Python's order: what led to it first, the exception that ended it last.
        foreach (OutlinedException outlined in ExceptionOutline.Of(crash.Exceptions).Reverse())
        {
            Write(text, outlined.Exception);
        }

        if (crash.EndedIn is { } thread)
        {
            Write(text, thread.Stack);
        }

        return text.Append("```\n").ToString();
    }

    private static void Write(StringBuilder text, CrashException exception)
    {
        Write(text, exception.Stack);
        text.Append(CultureInfo.InvariantCulture, $"{Inside(exception.QualifiedType)}: {Inside(exception.Value)}\n\n");
    }

    private static void Write(StringBuilder text, CrashStack? stack)
    {
        IReadOnlyList<CrashFrame> frames = stack?.Frames ?? [];
        if (frames.Count > 0)
        {
            text.Append("Traceback (most recent call last):\n");
        }

        foreach (CrashFrame frame in frames.TakeLast(MaxFrames))
        {
            text.Append(CultureInfo.InvariantCulture, $"  File \"{Inside(frame.File ?? frame.Path ?? frame.Module)}\", line {frame.Line}, in {Inside(frame.Function)}\n");
            if (!string.IsNullOrWhiteSpace(frame.Source))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Inside(frame.Source.Trim())}\n");
            }
        }
    }

    private static void Fact(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {OneLine(value)}\n");
        }
    }

    private static string? Join(string? first, string? second) => string.Join(' ', new[] { first, second }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } both ? both : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // What would end the block of code, and with it turn the rest of the text into Markdown.
    private static string Inside(string? text) => (text ?? "").Replace("```", "'''", StringComparison.Ordinal);
}
