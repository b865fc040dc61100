using System.Text.RegularExpressions;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>A file name of a frame, taken apart.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Module">The module, where the path says it; for <see cref="ModulePlace.Unknown"/> empty.</param>
/// <param name="Path">With forward slashes and without a drive.</param>
internal sealed partial record ModuleFile(ModulePlace Place, string Module, string Path)
{
    /// <summary>Takes a path apart.</summary>
    public static ModuleFile Of(string file)
    {
        string path = file.Replace('\\', '/');
        if (path.StartsWith('<'))
        {
            return OfNoFile(path);
        }

        bool hasDrive = path.Length > 1 && path[1] == ':';
        path = hasDrive ? path[2..] : path;
        Match standard = StandardFolder().Match(path);
        if (standard.Success)
        {
            return new ModuleFile(ModulePlace.Standard, ToModule(path[(standard.Index + standard.Length)..]), path);
        }

        Match packed = PackedFolder().Match(path);
        if (packed.Success)
        {
            return new ModuleFile(ModulePlace.Packed, ToModule(path[(packed.Index + packed.Length)..]), path);
        }

        return path.StartsWith('/') || hasDrive
            ? new ModuleFile(ModulePlace.Unknown, "", path)
            : new ModuleFile(ModulePlace.Packed, ToModule(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path), path);
    }

    /// <summary>A relative path as a dotted module.</summary>
    public static string ToModule(string path)
    {
        int dot = path.LastIndexOf('.');
        string module = (dot > path.LastIndexOf('/') ? path[..dot] : path).Trim('/').Replace('/', '.');
        return module.EndsWith(".__init__", StringComparison.Ordinal) ? module[..^".__init__".Length] : module;
    }

    private static ModuleFile OfNoFile(string path)
    {
        if (path.StartsWith("<frozen ", StringComparison.Ordinal))
        {
            return new ModuleFile(ModulePlace.Standard, path["<frozen ".Length..].TrimEnd('>'), path);
        }

        bool isTyped = path.StartsWith("<stdin", StringComparison.Ordinal)
            || path.StartsWith("<console", StringComparison.Ordinal)
            || path.StartsWith("<python-input", StringComparison.Ordinal)
            || path.StartsWith("<ipython-input", StringComparison.Ordinal)
            || path.StartsWith("<doctest", StringComparison.Ordinal);
        return new ModuleFile(isTyped ? ModulePlace.Typed : ModulePlace.Generated, isTyped ? "__main__" : "", path);
    }

    // No time limits: a path is at most 512 characters, and a limit would make the group a matter of how busy the machine is.
    // …/lib/python3.11/threading.py, C:/Python38/Lib/threading.py, …/python38.zip/…, base_library.zip/…: but not what pip put into site-packages.
    [GeneratedRegex(@"(?:/(?:lib|lib64|Resources/lib)/(?:python|pypy)\d[\d.t]*/(?:lib-dynload/)?|(?:^|/)[^/]*(?i:python|conda|pyenv)[^/]*(?:/[^/]+)?/Lib/|(?:^|/)(?:python\d+|base_library)\.zip/)(?!(?:site|dist)-packages/)", RegexOptions.ExplicitCapture)]
    private static partial Regex StandardFolder();

    // From the right: an archive may lie in site-packages, and the other way round. `lib/library.zip` is cx_Freeze's, `_internal` PyInstaller's.
    [GeneratedRegex(@"/(?:site|dist)-packages/|\.(?:pyz|pyzw|zip|egg|whl|pex|par)/|/_MEI[^/]*/|/_internal/", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft)]
    private static partial Regex PackedFolder();
}
