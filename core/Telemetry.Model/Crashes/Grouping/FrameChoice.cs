namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Chooses the frames of one stack that are hashed, and says for every other why not.</summary>
internal static class FrameChoice
{
    private const string Recursion = "RecursionError";
    private const int MinRepetitions = 3;

    /// <summary>The parts of a stack, outermost frame first; those that contribute are hashed in this order.</summary>
    public static IReadOnlyList<GroupingPart> Choose(IReadOnlyList<StackFrameKey> frames, string type, int? exceptionId)
    {
        bool hasRules = frames.Any(frame => frame.GroupByRule is true);
        bool hasOwn = hasRules || frames.Any(frame => IsOwn(frame) && frame.GroupByRule is not false);
        List<StackFrameKey> candidates = [.. frames.Where(frame => IsCandidate(frame, hasOwn))];
        HashSet<StackFrameKey> considered = new(candidates, ReferenceEqualityComparer.Instance);
        List<StackFrameKey> ordered = type == Recursion && Cycle(candidates) is { Count: > 0 } cycle ? cycle
            : hasOwn ? LastOccurrences(WithoutStart(candidates))
            : Boundary(candidates);
        HashSet<StackFrameKey> chosen = new(ordered, ReferenceEqualityComparer.Instance);
        IEnumerable<GroupingPart> kept = ordered.Select(frame => new GroupingPart("frame", exceptionId, frame.Text, true, WhyChosen(frame, hasOwn)));
        IEnumerable<GroupingPart> others = frames
            .Where(frame => !chosen.Contains(frame))
            .Select(frame => new GroupingPart("frame", exceptionId, frame.Text, false, WhyNot(frame, hasOwn, considered.Contains(frame))))
            .DistinctBy(part => (part.Text, part.Why));
        return [.. kept, .. others];
    }

    private static bool IsOwn(StackFrameKey frame) => frame.InApp && !frame.IsComprehension;

    private static bool IsCandidate(StackFrameKey frame, bool hasOwn) =>
        frame.GroupByRule ?? (!frame.IsComprehension
            && (hasOwn ? frame.InApp : frame.Owner is ModuleOwner.Distribution or ModuleOwner.StandardLibrary));

    /// <summary>
    /// How a program was started says nothing about its bugs: module code at the outer end is left out, up to the first function;
    /// when there is no function, the last module counts.
    /// </summary>
    private static List<StackFrameKey> WithoutStart(List<StackFrameKey> frames)
    {
        int first = frames.FindIndex(frame => frame.Function != "<module>");
        return first >= 0 ? frames[first..] : frames.Count > 1 ? frames[^1..] : frames;
    }

    /// <summary>Each function once, where it stands last: whatever the depth of a recursion, it leaves the same.</summary>
    private static List<StackFrameKey> LastOccurrences(List<StackFrameKey> frames)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<StackFrameKey> kept = [];
        for (int i = frames.Count - 1; i >= 0; i--)
        {
            if (seen.Add(frames[i].Text))
            {
                kept.Add(frames[i]);
            }
        }

        kept.Reverse();
        return kept;
    }

    /// <summary>
    /// The functions that call each other for ever: those that occur at least half as often as the most frequent, in order of their names,
    /// because where the limit struck, and who called first, is chance.
    /// </summary>
    private static List<StackFrameKey>? Cycle(List<StackFrameKey> frames)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (StackFrameKey frame in frames)
        {
            counts[frame.Text] = counts.GetValueOrDefault(frame.Text) + 1 + frame.Frame.Repeated;
        }

        int most = counts.Count == 0 ? 0 : counts.Values.Max();
        return most < MinRepetitions ? null : [.. LastOccurrences(frames).Where(frame => counts[frame.Text] * 2 >= most).OrderBy(frame => frame.Text, StringComparer.Ordinal)];
    }

    /// <summary>No frame is the application's own: where it entered the library, and where the library gave up. Inside of Python only the first: the rest changes with each version.</summary>
    private static List<StackFrameKey> Boundary(List<StackFrameKey> frames)
    {
        List<StackFrameKey> libraries = frames.FindAll(frame => frame.Owner == ModuleOwner.Distribution);
        if (libraries.Count > 0)
        {
            return libraries.Count == 1 || libraries[0].Text == libraries[^1].Text ? [libraries[0]] : [libraries[0], libraries[^1]];
        }

        List<StackFrameKey> entered = frames.FindAll(frame => frame.GroupByRule is true || !StartFrames.IsStart(frame.Module));
        return entered.Count > 0 ? [entered[0]] : [];
    }

    private static string WhyChosen(StackFrameKey frame, bool hasOwn) =>
        frame.GroupByRule is true ? $"The project's rule wants it: {frame.Rule}"
        : frame.Rule is { } rule && frame.InApp ? $"The application's own code, says the project's rule: {rule}"
        : hasOwn ? "The application's own code."
        : "No frame is the application's own, so the library's first and last count.";

    private static string WhyNot(StackFrameKey frame, bool hasOwn, bool wasConsidered) =>
        frame.GroupByRule is false ? $"The project's rule leaves it out: {frame.Rule}"
        : frame.Rule is { } rule && !frame.InApp ? $"Not the application's own, says the project's rule: {rule}"
        : frame.IsComprehension ? "A comprehension: since Python 3.12 it has no frame of its own."
        : wasConsidered ? (frame.Function == "<module>" ? "How the program was started." : "The same function stands further in, or is no part of the recursion.")
        : !hasOwn ? "Between the library's first and last frame."
        : frame.Owner switch
        {
            ModuleOwner.StandardLibrary => "Python's standard library.",
            ModuleOwner.Distribution => "An installed library.",
            ModuleOwner.Launcher => "The tool that packed the program.",
            ModuleOwner.Nobody => "Code without a file.",
            _ => "Not the application's own.",
        };
}
