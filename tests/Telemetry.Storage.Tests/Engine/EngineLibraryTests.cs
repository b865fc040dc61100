using Telemetry.Storage.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class EngineLibraryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_PackageAboveTheApplication_IsFound()
    {
        string package = Path.Combine(_directory.Path, "engine", EngineLibrary.Platform, "node_modules", "@chdb", "lib-any");
        string application = Path.Combine(_directory.Path, "server", "bin", "Release");
        Directory.CreateDirectory(package);
        Directory.CreateDirectory(application);
        string library = Path.Combine(package, "libchdb.so");
        File.WriteAllBytes(library, []);

        Assert.Equal(library, EngineLibrary.FindUpwards(application));
    }

    [Fact]
    public void Find_OptionNamesNoFile_SaysSo()
    {
        StorageStartException refusal = Assert.Throws<StorageStartException>(() => EngineLibrary.Find("/nowhere/libchdb.so", _directory.Path));

        Assert.Contains("/nowhere/libchdb.so", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindUpwards_NoPackageAnywhere_IsNull() => Assert.Null(EngineLibrary.FindUpwards(Path.GetTempPath()));

    [Fact]
    public void NotInstalled_Message_SaysWhatToRun() => Assert.Contains("`make engine`", EngineLibrary.NotInstalled, StringComparison.Ordinal);
}
