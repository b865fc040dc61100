namespace Telemetry.Model.Crashes.Grouping;

/// <summary>The parts of a crash with exceptions: chains by what each exception adds, groups by their distinct leaves.</summary>
internal sealed class ExceptionParts
{
    private readonly CrashFrames _frames;
    private readonly ILookup<int?, CrashException> _children;

    private ExceptionParts(CrashFrames frames)
    {
        _frames = frames;
        _children = frames.Report.Exceptions.ToLookup(exception => exception.ParentId);
    }

    /// <summary>The exception the crash is about, and its parts.</summary>
    public static (CrashException Main, IReadOnlyList<GroupingPart> Parts) Of(CrashFrames frames)
    {
        ExceptionParts parts = new(frames);
        CrashException root = frames.Report.Exceptions[0];
        return root.IsGroup ? parts.OfGroup(root) : (root, parts.OfChain(root));
    }

    /// <summary>
    /// One kind of leaf: that is the crash, the group around it says how it was collected. Several: the group, and each kind once. Leaves that
    /// were never raised say nothing of a place and do not count: clients before exception groups did not send leaves at all.
    /// </summary>
    private (CrashException Main, IReadOnlyList<GroupingPart> Parts) OfGroup(CrashException root)
    {
        List<(CrashException Leaf, IReadOnlyList<GroupingPart> Parts)> leaves = [.. LeavesOf(root).Select(leaf => (leaf, OfChain(leaf)))];
        var raised = leaves.Where(leaf => leaf.Parts.Any(part => part is { Kind: "frame", Contributes: true }))
            .DistinctBy(leaf => CrashGrouping.HashOf(leaf.Parts))
            .OrderBy(leaf => CrashGrouping.HashOf(leaf.Parts))
            .ToList();
        IEnumerable<GroupingPart> unraised = leaves
            .Where(leaf => !leaf.Parts.Any(part => part is { Kind: "frame", Contributes: true }))
            .SelectMany(leaf => Silent(leaf.Parts, "In a group, and never raised by itself."));
        IReadOnlyList<GroupingPart> own = OfChain(root);
        return raised.Count == 1
            ? (raised[0].Leaf, [.. raised[0].Parts, .. Silent(own, "The group around exceptions of one kind.")])
            : (root, [.. own, .. raised.SelectMany(leaf => leaf.Parts), .. unraised]);
    }

    private IEnumerable<CrashException> LeavesOf(CrashException group) =>
        PartsOf(group).SelectMany(part => part.IsGroup && PartsOf(part).Any() ? LeavesOf(part) : [part]);

    private IEnumerable<CrashException> PartsOf(CrashException group) => _children[group.Id].Where(child => !IsChained(child));

    private static bool IsChained(CrashException exception) =>
        exception.Source is null or CrashException.Cause or CrashException.Context;

    /// <summary>
    /// An exception and those that led to it. Those add the frames that nobody before them had; with none to add, their type is left out too:
    /// Python's own library chains exceptions in some versions and not in others.
    /// </summary>
    private List<GroupingPart> OfChain(CrashException first)
    {
        List<GroupingPart> parts = [.. OfOne(first)];
        HashSet<string> known = [.. parts.Where(part => part is { Kind: "frame", Contributes: true }).Select(part => part.Text)];
        for (CrashException? next = EarlierOf(first); next is not null; next = EarlierOf(next))
        {
            IReadOnlyList<GroupingPart> earlier = OfOne(next);
            bool isOwn = _frames.Of(next).Any(frame => frame.InApp || frame.GroupByRule is true);
            bool adds = isOwn && earlier.Any(part => part is { Kind: "frame", Contributes: true } && !known.Contains(part.Text));
            parts.AddRange(adds
                ? earlier.Select(part => part is { Kind: "frame", Contributes: true } && !known.Add(part.Text) ? part with { Contributes = false, Why = "Said by a later exception of the chain." } : part)
                : Silent(earlier, "An earlier exception of the chain, which adds no frame of the application."));
        }

        return parts;
    }

    private CrashException? EarlierOf(CrashException exception) => _children[exception.Id].FirstOrDefault(IsChained);

    private IReadOnlyList<GroupingPart> OfOne(CrashException exception)
    {
        string type = TypeNames.Of(exception, _frames.Owners);
        IReadOnlyList<GroupingPart> frames = FrameChoice.Choose(_frames.Of(exception), type, exception.Id);
        bool hasFrames = frames.Any(part => part.Contributes);
        GroupingPart message = new(
            "message",
            exception.Id,
            MessageParameters.Replace(exception.Value ?? ""),
            Contributes: !hasFrames && !exception.IsGroup,
            hasFrames ? "There are frames, and messages differ from user to user." : "There are no frames; what changes in the message is replaced.");
        return [new GroupingPart("type", exception.Id, type, type.Length > 0, "The type of the exception."), .. frames, message];
    }

    private static IEnumerable<GroupingPart> Silent(IEnumerable<GroupingPart> parts, string why) =>
        parts.Select(part => part.Contributes ? part with { Contributes = false, Why = why } : part);
}
