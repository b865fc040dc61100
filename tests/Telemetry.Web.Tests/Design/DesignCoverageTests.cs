using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Web.Tests.Design;

/// <summary>A component that is not on <c>/design</c> is changed without anybody seeing it in all its states.</summary>
public sealed partial class DesignCoverageTests
{
    /// <summary>The frame around every page, and what only turns a page into an answer.</summary>
    private static readonly HashSet<string> Frame =
        ["App", "Routes", "Document", "StandalonePage", "MainLayout", "BareLayout", "RailLink", "Logo", "KeyboardPanels", "SettingsHead", "ServicesHead", "LogRows", "TraceNotFoundPage", "IssueNotFoundPage", "ReleaseNotFoundPage"];

    [Fact]
    public void Design_EveryComponent_IsThereOrPartOfOneThatIs()
    {
        Dictionary<string, string> components = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "web/Telemetry.Web/Components"), "*.razor", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "_Imports.razor").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var seen = new HashSet<string>();
        var next = new Stack<string>(["DesignPage"]);
        while (next.TryPop(out string? name))
        {
            if (seen.Add(name))
            {
                Array.ForEach([.. Tag().Matches(components[name]).Select(tag => tag.Groups[1].Value).Where(components.ContainsKey)], next.Push);
            }
        }

        IEnumerable<string> missing = components.Where(one => !one.Value.Contains("@page ", StringComparison.Ordinal)).Select(one => one.Key).Except(seen).Except(Frame);
        Assert.Empty(missing);
    }

    [GeneratedRegex("<([A-Z][A-Za-z]+)")]
    private static partial Regex Tag();
}
