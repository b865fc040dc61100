namespace Telemetry.Model.Crashes.Grouping;

/// <summary>
/// Finds the module of every frame of one crash: the client's word, unless that is <c>__main__</c> or nothing; then from the file's name.
/// For a file anywhere on a disk the folder must be known that modules are imported from. It is learned from the frames whose module the client
/// named, and from the script that was started.
/// </summary>
internal sealed class ModuleNames
{
    private const string Main = "__main__";

    private readonly Dictionary<string, ModuleFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);

    /// <summary>Learns from a crash.</summary>
    public ModuleNames(IEnumerable<CrashStack> stacks)
    {
        foreach (CrashStack stack in stacks)
        {
            foreach (CrashFrame frame in stack.Frames)
            {
                Learn(frame);
            }

            if (stack.Frames.FirstOrDefault(frame => IsScript(frame) && FileOf(frame).Place == ModulePlace.Unknown) is { } script)
            {
                LearnScript(FileOf(script).Path);
            }
        }
    }

    /// <summary>The file of a frame, taken apart.</summary>
    public ModuleFile FileOf(CrashFrame frame)
    {
        string file = frame.AbsolutePath ?? frame.File ?? "";
        if (!_files.TryGetValue(file, out ModuleFile? known))
        {
            known = ModuleFile.Of(file);
            _files.Add(file, known);
        }

        return known;
    }

    /// <summary>The module of a frame; empty when nobody can say.</summary>
    public string ModuleOf(CrashFrame frame)
    {
        if (frame.Module is { } module && module != Main)
        {
            return module.EndsWith(".__init__", StringComparison.Ordinal) ? module[..^".__init__".Length] : module;
        }

        ModuleFile file = FileOf(frame);
        string found = file.Place == ModulePlace.Unknown ? FromRoots(file.Path) : file.Module;
        return found.Length > 0 ? found : frame.Module ?? "";
    }

    private static bool IsScript(CrashFrame frame) => frame.Function == "<module>";

    /// <summary>A module <c>photo.export</c> in <c>/srv/photo/export.py</c> is imported from <c>/srv</c>.</summary>
    private void Learn(CrashFrame frame)
    {
        if (frame.Module is not { } module || module == Main || FileOf(frame) is not { Place: ModulePlace.Unknown } file)
        {
            return;
        }

        string path = file.Path[..Math.Max(0, file.Path.LastIndexOf('.'))];
        path = path.EndsWith("/__init__", StringComparison.Ordinal) ? path[..^"/__init__".Length] : path;
        string tail = "/" + module.Replace('.', '/');
        if (path.EndsWith(tail, StringComparison.Ordinal))
        {
            _roots.Add(path[..^tail.Length] + "/");
        }
    }

    /// <summary>Python imports from the folder of the script; for <c>python -m photo</c> the script is in the package.</summary>
    private void LearnScript(string path)
    {
        string folder = FolderOf(path);
        _roots.Add((path.EndsWith("/__main__.py", StringComparison.Ordinal) ? FolderOf(folder) : folder) + "/");
    }

    private string FromRoots(string path)
    {
        string? root = _roots.Where(known => path.StartsWith(known, StringComparison.Ordinal)).MaxBy(known => known.Length);
        return root is not null ? ModuleFile.ToModule(path[root.Length..]) : Guess(path);
    }

    /// <summary>Behind <c>src</c> when there is one; else the file and its folder, which is right for a package with no packages in it.</summary>
    private static string Guess(string path)
    {
        int source = path.LastIndexOf("/src/", StringComparison.Ordinal);
        if (source >= 0)
        {
            return ModuleFile.ToModule(path[(source + "/src/".Length)..]);
        }

        string folder = FolderOf(path);
        string parent = folder[(folder.LastIndexOf('/') + 1)..];
        string file = ModuleFile.ToModule(path[(path.LastIndexOf('/') + 1)..]);
        bool isPackage = parent.Length > 0 && !char.IsAsciiDigit(parent[0]) && parent.All(character => char.IsLetterOrDigit(character) || character == '_');
        return !isPackage ? file : file == "__init__" ? parent : $"{parent}.{file}";
    }

    private static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
