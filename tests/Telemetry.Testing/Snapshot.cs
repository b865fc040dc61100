using System.Runtime.CompilerServices;
using Xunit;

namespace Telemetry.Testing;

/// <summary>Compares a text with a file beside the test. With <c>TELEMETRY_UPDATE_SNAPSHOTS=1</c> the files are written instead, to be looked at in review.</summary>
public static class Snapshot
{
    /// <summary>The text must equal <c>Snapshots/{name}</c> in the folder of the calling test.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(testFile) ?? "", "Snapshots", name);
        string text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("TELEMETRY_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing: run with TELEMETRY_UPDATE_SNAPSHOTS=1 and look at what it writes.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
