using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Testing;
using Telemetry.Web.Sdk;
using Xunit;

namespace Telemetry.Web.Tests.Sdk;

public sealed class PythonSdkTests
{
    [Fact]
    public void Wheel_HoldsEverySourceFile_AndARecordOfAll()
    {
        using var archive = new ZipArchive(new MemoryStream(PythonSdk.Wheel));
        var sources = Path.Combine(RepositoryRoot.Path, "sdk-python", "src");
        var wanted = Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".py", StringComparison.Ordinal) || file.EndsWith("py.typed", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(sources, file));
        var info = $"telemetry_sdk-{PythonSdk.Version}.dist-info";

        Assert.Equal([.. wanted.Concat([$"{info}/METADATA", $"{info}/WHEEL", $"{info}/entry_points.txt", $"{info}/RECORD"]).Order()], archive.Entries.Select(entry => entry.FullName).Order());
        foreach (var line in Read(archive, $"{info}/RECORD").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')))
        {
            var content = Content(archive, line[0]);
            Assert.Equal(line[0].EndsWith("/RECORD", StringComparison.Ordinal) ? "" : $"sha256={Base64Url.EncodeToString(SHA256.HashData(content))}", line[1]);
        }
    }

    [Fact]
    public void Wheel_TellsItsNameVersionAndPython()
    {
        using var archive = new ZipArchive(new MemoryStream(PythonSdk.Wheel));

        var points = Read(archive, $"telemetry_sdk-{PythonSdk.Version}.dist-info/entry_points.txt");
        var metadata = Read(archive, $"telemetry_sdk-{PythonSdk.Version}.dist-info/METADATA");

        Assert.Equal($"telemetry_sdk-{PythonSdk.Version}-py3-none-any.whl", PythonSdk.FileName);
        Assert.Contains($"Name: telemetry-sdk\nVersion: {PythonSdk.Version}\n", metadata, StringComparison.Ordinal);
        Assert.Equal("[console_scripts]\ntelemetry-sdk = telemetry_sdk.__main__:main\n\n[pyinstaller40]\nhook-dirs = telemetry_sdk._pyinstaller:hook_dirs\n", points);
        Assert.Contains("Requires-Python: >=3.8\n", metadata, StringComparison.Ordinal);
    }

    private static string Read(ZipArchive archive, string path) => Encoding.UTF8.GetString(Content(archive, path));

    private static byte[] Content(ZipArchive archive, string path)
    {
        using var stream = archive.GetEntry(path)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
