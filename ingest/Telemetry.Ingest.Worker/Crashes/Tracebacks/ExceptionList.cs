using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>The tree that was read → the flat list of the model.</summary>
internal static class ExceptionList
{
    /// <summary>The exceptions, the root first, breadth first: when there are too many, the deepest are left out.</summary>
    public static IReadOnlyList<CrashException> Flatten(TracebackNode root, CrashBudget budget)
    {
        List<CrashException> exceptions = [];
        Queue<(TracebackNode Node, int? Parent, string? Source)> open = new([(root, null, null)]);
        while (open.TryDequeue(out (TracebackNode Node, int? Parent, string? Source) next))
        {
            if (exceptions.Count == CrashLimits.Exceptions)
            {
                budget.Problems.Add("exceptions", $"more than {exceptions.Count} exceptions, the first kept");
                break;
            }

            int id = exceptions.Count;
            exceptions.Add(ToException(next.Node, id, next.Parent, next.Source, budget));
            if (next.Node.Earlier is { } earlier)
            {
                open.Enqueue((earlier.Node, id, earlier.Source));
            }

            for (int i = 0; i < next.Node.Parts.Count; i++)
            {
                open.Enqueue((next.Node.Parts[i], id, $"exceptions[{i}]"));
            }
        }

        return exceptions;
    }

    private static CrashException ToException(TracebackNode node, int id, int? parent, string? source, CrashBudget budget)
    {
        string field = $"exceptions[{id}]";
        return new CrashException
        {
            Id = id,
            ParentId = parent,
            Source = source,
            Module = node.Module is null ? null : CrashText.Fit(node.Module, CrashLimits.Name, field + ".module", budget.Problems),
            Type = node.Type is null ? null : CrashText.Fit(node.Type, CrashLimits.Name, field + ".type", budget.Problems),
            Value = node.Value is null ? null : CrashText.Fit(node.Value, CrashLimits.Message, field + ".value", budget.Problems),
            IsGroup = node.IsGroup || node.Parts.Count > 0,
            Stack = FittedFrames.Cut(node.Frames, budget, field + ".stack"),
        };
    }
}
