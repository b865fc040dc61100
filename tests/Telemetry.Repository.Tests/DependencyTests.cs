using System.Xml.Linq;
using Xunit;

namespace Telemetry.Repository.Tests;

/// <summary>Who may know whom. The table is the documentation; the project files must agree with it.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Telemetry.Model"] = [],
        ["Telemetry.Messaging"] = ["Telemetry.Model"],
        ["Telemetry.Storage"] = ["Telemetry.Model", "Telemetry.Storage.EngineHost"],
        ["Telemetry.Storage.EngineHost"] = [],
        ["Telemetry.Control"] = ["Telemetry.Model"],
        ["Telemetry.ServiceDefaults"] = [],
        ["Telemetry.Ingest.Gateway"] = ["Telemetry.Control", "Telemetry.Messaging"],
        ["Telemetry.Ingest.Worker"] = ["Telemetry.Control", "Telemetry.Messaging", "Telemetry.Storage"],
        ["Telemetry.Query.Contracts"] = [],
        ["Telemetry.Query.Api"] = ["Telemetry.Control", "Telemetry.Query.Contracts", "Telemetry.Storage"],
        ["Telemetry.Alerting"] = [],
        ["Telemetry.Web"] = ["Telemetry.Query.Contracts"],
        ["Telemetry.Server"] =
        [
            "Telemetry.Ingest.Gateway", "Telemetry.Ingest.Worker", "Telemetry.Query.Api", "Telemetry.ServiceDefaults", "Telemetry.Web",
        ],
    };

    public static TheoryData<string> ProductProjects() =>
        [.. Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void References_EachProject_AreThoseOfTheTable(string path)
    {
        string project = Path.GetFileNameWithoutExtension(path);
        Assert.True(Allowed.TryGetValue(project, out string[]? expected), $"{project} is not in the table: add it, and say whom it may know.");

        Assert.Equal(expected.Order(), ReferencesOf(path).Order());
    }

    [Fact]
    public void Solution_EveryProject_IsInIt()
    {
        string solution = Repository.Read("Telemetry.sln").Replace('\\', '/');

        Assert.DoesNotContain(Repository.Files, path => path.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains(path, StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_EveryVersion_IsPinnedCentrally()
    {
        IEnumerable<string> own = Repository.Files
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => XDocument.Parse(Repository.Read(path)).Descendants("PackageReference").Any(package => package.Attribute("Version") is not null));

        Assert.Empty(own);
    }

    private static IEnumerable<string> ReferencesOf(string path) =>
        XDocument.Parse(Repository.Read(path))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")?.Value ?? "").Replace('\\', '/'));
}
