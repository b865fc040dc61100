using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Telemetry.Web.Sdk;

/// <summary>The SDK for Python that belongs to this server. Its sources lie in the assembly, so that what a page tells people to install is there, and fits, without any other server.</summary>
internal static partial class PythonSdk
{
    private const string Prefix = "sdk-python/";

    private static readonly Lazy<byte[]> Built = new(() => PythonWheel.Write(Name, Version, Project("description"), Project("requires-python"), EntryPoints, ReadSources()));

    private static readonly Lazy<string> Digest = new(() => Convert.ToHexStringLower(SHA256.HashData(Wheel)));

    /// <summary>As in <c>pyproject.toml</c>.</summary>
    public static string Version => Project("version");

    /// <summary>The file name that pip asks a wheel to have.</summary>
    public static string FileName => $"{Name.Replace('-', '_')}-{Version}-py3-none-any.whl";

    /// <summary>The wheel, some 100 KB; made once.</summary>
    public static byte[] Wheel => Built.Value;

    /// <summary>SHA-256 of the wheel in hex: pip compares what it got with it.</summary>
    public static string Sha256 => Digest.Value;

    private static string Name => Project("name");

    private static string EntryPoints => $"[console_scripts]\n{Name} = {Project(Name)}\n\n[pyinstaller40]\nhook-dirs = {Project("hook-dirs")}\n";

    private static string Project(string key) =>
        Line().Matches(ReadText("pyproject.toml")).FirstOrDefault(line => line.Groups["key"].Value == key)?.Groups["value"].Value
        ?? throw new InvalidOperationException($"sdk-python/pyproject.toml has no {key}.");

    // Sorted: the same sources are the same bytes, whatever built them.
    private static IEnumerable<(string Path, byte[] Content)> ReadSources() =>
        typeof(PythonSdk).Assembly.GetManifestResourceNames()
            .Select(static name => name.Replace('\\', '/'))
            .Where(static name => name.StartsWith(Prefix + "src/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static name => (name[(Prefix.Length + 4)..], Read(name)));

    private static string ReadText(string path) => System.Text.Encoding.UTF8.GetString(Read(Prefix + path));

    private static byte[] Read(string name)
    {
        using var stream = typeof(PythonSdk).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    [GeneratedRegex("""^(?<key>[\w-]+) = "(?<value>.+)"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
