namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>Paths within an archive. They are names only and never become files of this machine; what could be taken for a way out is refused all the same.</summary>
internal static class SourcePath
{
    private static readonly string[] Endings = [".py", ".pyw", ".pyx", ".pxd", ".pyi"];

    /// <summary>Whether it is relative, plain, and names a source of Python.</summary>
    public static bool IsGood(string path) => path.Length is > 0 and <= SourceLimits.Path
        && !path.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\\' or ':')
        && path.Split('/').All(part => part is not ("" or "." or ".."))
        && Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The module that a file is when nobody says another: <c>photo/__init__.py</c> is <c>photo</c>.</summary>
    public static string Module(string path)
    {
        string[] parts = path[..path.LastIndexOf('.')].Split('/');
        bool isPackage = parts.Length > 1 && parts[^1] == "__init__";
        string module = string.Join('.', isPackage ? parts[..^1] : parts);
        return module.Length <= SourceLimits.Module ? module : "";
    }
}
