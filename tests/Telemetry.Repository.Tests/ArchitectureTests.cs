using System.Text.RegularExpressions;
using Xunit;

namespace Telemetry.Repository.Tests;

/// <summary>The documents that name files must not outlive them.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void PathTable_EveryFile_Exists()
    {
        string[] named = [.. TableFile().Matches(Repository.Read("docs/architecture.md")).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !File.Exists(Path.Combine(Repository.Root, path)));
    }

    [Fact]
    public void Decisions_EveryFile_HasItsOwnNumber()
    {
        string[] numbers = [.. Repository.Files.Select(path => DecisionFile().Match(path)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public void Decisions_EveryReference_LeadsToOne()
    {
        string[] known = [.. Repository.Files.Select(path => DecisionFile().Match(path)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

        Assert.Empty(Repository.Files.Where(IsText).SelectMany(path => Reference().Matches(Repository.Read(path))
            .Where(match => !known.Contains(match.Groups[1].Value)).Select(match => $"{path}: {match.Value}")));
    }

    private static bool IsText(string path) => Path.GetExtension(path) is ".cs" or ".sql" or ".csproj" or ".md" or ".razor" or ".sh";

    // A cell of a table row that is one path in backticks: | 3 | `core/…/File.cs` | what it does |
    [GeneratedRegex(@"^\|[^|]*\| `([^`|]+\.[a-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableFile();

    [GeneratedRegex(@"docs/adr/(\d{4})")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^docs/adr/(\d{4})-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionFile();
}
