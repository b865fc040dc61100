using Telemetry.Model.Crashes.Rules;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>A crash with every frame judged: its module, whose code it is, what the project's stack rules say.</summary>
internal sealed class CrashFrames
{
    private readonly Dictionary<int, StackFrameKey[]> _frames = [];

    private CrashFrames(CrashReport report, ModuleOwners owners)
    {
        Report = report;
        Owners = owners;
    }

    /// <summary>The crash, with <see cref="CrashFrame.InApp"/> set everywhere.</summary>
    public CrashReport Report { get; private set; }

    /// <summary>Whose module is whose.</summary>
    public ModuleOwners Owners { get; }

    /// <summary>The frames of the thread that crashed or hung; empty for exceptions and messages, or when nobody says which it was.</summary>
    public IReadOnlyList<StackFrameKey> DeadThread { get; private set; } = [];

    /// <summary>What the project's rules may still do for this crash.</summary>
    public RuleBudget Budget { get; } = new();

    /// <summary>Frames of all exceptions.</summary>
    public IReadOnlyList<StackFrameKey> All => [.. _frames.Values.SelectMany(frames => frames)];

    /// <summary>Judges them.</summary>
    public static CrashFrames Judge(CrashReport report, GroupingRules rules)
    {
        ModuleNames names = new([.. report.Exceptions.Select(exception => exception.Stack), .. report.Threads.Select(thread => thread.Stack)]);
        CrashFrames frames = new(report, new ModuleOwners(report, rules.KnownModules));
        List<CrashException> exceptions = [];
        foreach (CrashException exception in report.Exceptions)
        {
            StackFrameKey[] judged = frames.Judge(exception.Stack, names, rules);
            frames._frames[exception.Id] = judged;
            exceptions.Add(exception with { Stack = exception.Stack with { Frames = [.. judged.Select(frame => frame.Frame)] } });
        }

        CrashThread? dead = DeadThreadOf(report);
        List<CrashThread> threads = [];
        foreach (CrashThread thread in report.Threads)
        {
            StackFrameKey[] judged = frames.Judge(thread.Stack, names, rules);
            frames.DeadThread = ReferenceEquals(thread, dead) ? judged : frames.DeadThread;
            threads.Add(thread with { Stack = thread.Stack with { Frames = [.. judged.Select(frame => frame.Frame)] } });
        }

        frames.Report = report with { Exceptions = exceptions, Threads = threads };
        return frames;
    }

    /// <summary>The frames of an exception.</summary>
    public IReadOnlyList<StackFrameKey> Of(CrashException exception) => _frames[exception.Id];

    private StackFrameKey[] Judge(CrashStack stack, ModuleNames names, GroupingRules rules)
    {
        StackFrameKey[] frames = [.. stack.Frames.Select(frame => Judge(frame, names))];
        rules.Stack.Apply(frames, Report, Budget);
        return frames;
    }

    private static CrashThread? DeadThreadOf(CrashReport report) =>
        report.Kind is CrashKind.Exception or CrashKind.Message
            ? null
            : report.Threads.FirstOrDefault(thread => thread.IsCrashed)
                ?? report.Threads.FirstOrDefault(thread => thread.IsMain)
                ?? report.Threads.FirstOrDefault(thread => thread.IsCurrent);

    private StackFrameKey Judge(CrashFrame frame, ModuleNames names) =>
        Report.Platform == "python" ? JudgePython(frame, names) : JudgeOther(frame, names);

    /// <summary>Of other languages we know no libraries: the client's word counts.</summary>
    private static StackFrameKey JudgeOther(CrashFrame frame, ModuleNames names)
    {
        bool isOwn = frame.ClientInApp ?? !names.FileOf(frame).Path.Contains("node_modules/", StringComparison.Ordinal);
        string file = frame.Module ?? ModuleFile.ToModule(names.FileOf(frame).Path.Split('/')[^1]);
        ModuleOwner owner = isOwn ? ModuleOwner.Application : ModuleOwner.Distribution;
        return new StackFrameKey(frame with { InApp = isOwn }, file, StackFrameKey.ShortName(frame.Function), owner);
    }

    private StackFrameKey JudgePython(CrashFrame frame, ModuleNames names)
    {
        string module = names.ModuleOf(frame);
        ModulePlace place = names.FileOf(frame).Place;

        // A file anywhere on a disk whose module nobody named is not Python's, even if it is called like a module of Python.
        bool isOwnFile = (place is ModulePlace.Unknown or ModulePlace.Typed) && (frame.Module is null or "__main__");
        ModuleOwner owner = isOwnFile ? ModuleOwner.Application : Owners.OwnerOf(module, place);
        if (isOwnFile && Owners.OwnerOf(module, place) == ModuleOwner.Distribution)
        {
            owner = ModuleOwner.Distribution;
        }

        return new StackFrameKey(frame with { InApp = owner == ModuleOwner.Application }, module, StackFrameKey.ShortName(frame.Function), owner);
    }
}
