namespace Telemetry.Model.Crashes;

/// <summary>
/// Mends the links of a crash's exceptions, so that everybody behind may walk them without a guard: the first is the only one without a parent,
/// ids are unique, every parent is there, nothing is its own ancestor, and there are at most <see cref="CrashLimits.Exceptions"/>.
/// </summary>
public static class ExceptionTree
{
    /// <summary>The exceptions, mended.</summary>
    /// <param name="exceptions">As they came; the one that ended it all first.</param>
    /// <param name="problems">Gets an entry for every link that had to be changed.</param>
    public static IReadOnlyList<CrashException> Mend(IReadOnlyList<CrashException> exceptions, CrashProblems problems)
    {
        List<CrashException> kept = WithUniqueIds(exceptions, problems);
        for (int i = 0; i < kept.Count; i++)
        {
            if (i == 0 ? kept[0].ParentId is not null : kept[i].ParentId is null || !ReachesFirst(kept, i))
            {
                problems.Add($"exceptions[{i}].parent", i == 0 ? "the first has none, dropped" : "leads nowhere or in a circle, the first taken");
                kept[i] = kept[i] with { ParentId = i == 0 ? null : kept[0].Id, Source = null };
            }
        }

        return kept;
    }

    private static List<CrashException> WithUniqueIds(IReadOnlyList<CrashException> exceptions, CrashProblems problems)
    {
        List<CrashException> kept = [];
        HashSet<int> ids = [];
        foreach (CrashException exception in exceptions.Take(CrashLimits.Exceptions))
        {
            if (ids.Add(exception.Id))
            {
                kept.Add(exception);
                continue;
            }

            int id = FreeId(ids);
            problems.Add($"exceptions[{kept.Count}].id", $"{exception.Id} is taken, {id} given");
            kept.Add(exception with { Id = id });
        }

        if (exceptions.Count > kept.Count)
        {
            problems.Add("exceptions", $"{exceptions.Count} exceptions, the first {kept.Count} kept");
        }

        return kept;
    }

    private static int FreeId(HashSet<int> ids)
    {
        int id = ids.Count;
        while (!ids.Add(id))
        {
            id++;
        }

        return id;
    }

    private static bool ReachesFirst(List<CrashException> exceptions, int index)
    {
        CrashException? current = exceptions[index];
        for (int step = 0; step < exceptions.Count && current is not null; step++)
        {
            if (current.Id == exceptions[0].Id)
            {
                return true;
            }

            int? parent = current.ParentId;
            current = parent is null ? null : exceptions.Find(exception => exception.Id == parent);
        }

        return false;
    }
}
