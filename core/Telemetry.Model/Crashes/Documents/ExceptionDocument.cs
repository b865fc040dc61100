using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Exceptions and threads of the native document.</summary>
internal static class ExceptionDocument
{
    /// <summary>Reads all exceptions; the links are mended.</summary>
    public static IReadOnlyList<CrashException> ReadAll(JsonPart report, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = report.Items("exceptions");
        List<CrashException> exceptions = [];
        foreach (JsonPart item in items.Take(CrashLimits.Exceptions))
        {
            if (item.IsObject)
            {
                exceptions.Add(Read(item, exceptions.Count, budget));
            }
            else
            {
                budget.Problems.Add(item.Path, "not an object, dropped");
            }
        }

        if (items.Count > CrashLimits.Exceptions)
        {
            budget.Problems.Add("exceptions", $"{items.Count} exceptions, the first {CrashLimits.Exceptions} kept");
        }

        return ExceptionTree.Mend(exceptions, budget.Problems);
    }

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, CrashException exception)
    {
        json.WriteNumber("id", exception.Id);
        json.Number("parent", exception.ParentId);
        json.Text("source", exception.Source);
        json.Text("module", exception.Module);
        json.Text("type", exception.Type);
        json.Text("value", exception.Value);
        json.Texts("notes", exception.Notes);
        json.Text("mechanism", exception.Mechanism);
        json.Flag("handled", exception.Handled);
        json.Flag("is_group", exception.IsGroup ? true : null);
        FrameDocument.WriteStack(json, exception.Stack);
    }

    /// <summary>Reads all threads.</summary>
    public static IReadOnlyList<CrashThread> ReadThreads(JsonPart report, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = report.Items("threads");
        if (items.Count > CrashLimits.Threads)
        {
            budget.Problems.Add("threads", $"{items.Count} threads, the first {CrashLimits.Threads} kept");
        }

        return [.. items.Take(CrashLimits.Threads).Where(item => item.IsObject).Select(item => ReadThread(item, budget))];
    }

    /// <summary>Writes one.</summary>
    public static void WriteThread(Utf8JsonWriter json, CrashThread thread)
    {
        json.Text("id", thread.Id);
        json.Text("name", thread.Name);
        json.Flag("crashed", thread.IsCrashed ? true : null);
        json.Flag("current", thread.IsCurrent ? true : null);
        json.Flag("main", thread.IsMain ? true : null);
        FrameDocument.WriteStack(json, thread.Stack);
    }

    private static CrashException Read(JsonPart item, int index, CrashBudget budget) =>
        new()
        {
            Id = item.Count("id") ?? index,
            ParentId = item.Count("parent"),
            Source = item.Word("source"),
            Module = item.Word("module"),
            Type = item.Word("type"),
            Value = item.Text("value", CrashLimits.Message),
            Notes = item.Texts("notes", CrashLimits.Notes, CrashLimits.Value),
            Mechanism = item.Word("mechanism"),
            Handled = item.Flag("handled"),
            IsGroup = item.Flag("is_group") ?? false,
            Stack = FrameDocument.ReadStack(item.Part("stack"), budget),
        };

    private static CrashThread ReadThread(JsonPart item, CrashBudget budget) =>
        new()
        {
            Id = item.Word("id"),
            Name = item.Word("name"),
            IsCrashed = item.Flag("crashed") ?? false,
            IsCurrent = item.Flag("current") ?? false,
            IsMain = item.Flag("main") ?? false,
            Stack = FrameDocument.ReadStack(item.Part("stack"), budget),
        };
}
