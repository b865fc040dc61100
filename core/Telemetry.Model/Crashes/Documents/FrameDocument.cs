using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Stacks and frames of the native document.</summary>
internal static class FrameDocument
{
    /// <summary>Reads a stack.</summary>
    public static CrashStack ReadStack(JsonPart stack, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> frames = stack.Items("frames");
        StackWindow window = StackWindow.Take(frames.Count, budget, stack.Path);
        List<CrashFrame> kept = new(window.Kept);
        for (int i = 0; i < frames.Count; i++)
        {
            if (window.Keeps(i))
            {
                kept.Add(Read(frames[i], budget));
            }
        }

        return new CrashStack(kept, window.Omitted + (stack.Count("omitted") ?? 0));
    }

    /// <summary>Writes it.</summary>
    public static void WriteStack(Utf8JsonWriter json, CrashStack stack)
    {
        json.WriteStartObject("stack");
        json.WriteStartArray("frames");
        foreach (CrashFrame frame in stack.Frames)
        {
            Write(json, frame);
        }

        json.WriteEndArray();
        json.Count("omitted", stack.Omitted);
        json.WriteEndObject();
    }

    private static CrashFrame Read(JsonPart frame, CrashBudget budget) =>
        new()
        {
            Module = frame.Word("module"),
            Function = frame.Word("function"),
            File = frame.Word("file", CrashLimits.Path),
            AbsolutePath = frame.Word("path", CrashLimits.Path),
            Line = frame.Count("line"),
            EndLine = frame.Count("end_line"),
            Column = frame.Count("column"),
            EndColumn = frame.Count("end_column"),
            ContextBefore = frame.Texts("before", CrashLimits.ContextLines, CrashLimits.SourceLine, budget.Source),
            ContextLine = frame.Text("source", CrashLimits.SourceLine) is { } line && budget.Source.TryTake(line) ? line : null,
            ContextAfter = frame.Texts("after", CrashLimits.ContextLines, CrashLimits.SourceLine, budget.Source),
            Locals = JsonPairs.Read(frame.Any("locals"), CrashLimits.LocalsPerFrame, budget.Locals),
            ClientInApp = frame.Flag("in_app"),
            InApp = frame.Flag("own"),
            Repeated = frame.Count("repeated") ?? 0,
        };

    private static void Write(Utf8JsonWriter json, CrashFrame frame)
    {
        json.WriteStartObject();
        json.Text("module", frame.Module);
        json.Text("function", frame.Function);
        json.Text("file", frame.File);
        json.Text("path", frame.AbsolutePath);
        json.Number("line", frame.Line);
        json.Number("end_line", frame.EndLine);
        json.Number("column", frame.Column);
        json.Number("end_column", frame.EndColumn);
        json.Texts("before", frame.ContextBefore);
        json.Text("source", frame.ContextLine);
        json.Texts("after", frame.ContextAfter);
        json.Pairs("locals", frame.Locals);
        json.Flag("in_app", frame.ClientInApp);
        json.Flag("own", frame.InApp);
        json.Count("repeated", frame.Repeated);
        json.WriteEndObject();
    }
}
