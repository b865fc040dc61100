namespace Telemetry.Web.Crashes;

/// <summary>An exception with its place among the others.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Depth">0 for the one that ended it all.</param>
/// <param name="Relation">What it is to the one above it, in words; empty for the first.</param>
public sealed record OutlinedException(CrashException Exception, int Depth, string Relation);

/// <summary>Causes, contexts and parts of groups as a tree, written as a list.</summary>
public static class ExceptionOutline
{
    /// <summary>The exceptions, each before what led to it. Those whose parent is not there stand at the end, so that nothing is lost.</summary>
    public static IReadOnlyList<OutlinedException> Of(IReadOnlyList<CrashException> exceptions)
    {
        if (exceptions.Count == 0)
        {
            return [];
        }

        List<OutlinedException> outline = [];
        HashSet<int> seen = [];
        ILookup<int?, CrashException> children = exceptions.Skip(1).ToLookup(exception => exception.Parent);
        Stack<(CrashException Exception, int Depth, string Relation)> next = new([(exceptions[0], 0, "")]);
        while (next.TryPop(out var one))
        {
            if (seen.Add(one.Exception.Id))
            {
                outline.Add(new OutlinedException(one.Exception, one.Depth, one.Relation));
                foreach (CrashException child in children[one.Exception.Id].Reverse())
                {
                    next.Push((child, one.Depth + 1, Relation(child, one.Exception)));
                }
            }
        }

        return [.. outline, .. exceptions.Where(exception => seen.Add(exception.Id)).Select(exception => new OutlinedException(exception, 1, "and"))];
    }

    private static string Relation(CrashException child, CrashException parent) => child.Source switch
    {
        "__cause__" => "caused by",
        "__context__" => "while handling",
        _ when parent.IsGroup || child.Source?.StartsWith("exceptions[", StringComparison.Ordinal) == true => "part of the group",
        _ => "from",
    };
}
