using System.Text.Json;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Reports;

/// <summary>What a benchmark found: rows by section, and targets. Saved as <c>artifacts/bench/NAME.json</c> and printed as tables.</summary>
internal sealed class BenchmarkReport(string name)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Dictionary<string, List<object>> _sections = [];
    private readonly List<Target> _targets = [];
    private readonly Machine _machine = Machine.Look();

    /// <summary>What was asked for, and whether it was reached.</summary>
    public IReadOnlyList<Target> Targets => _targets;

    /// <summary>Adds a row to a section. The public properties of the row are the columns.</summary>
    public void Add(string section, object row)
    {
        if (!_sections.TryGetValue(section, out List<object>? rows))
        {
            _sections[section] = rows = [];
        }

        rows.Add(row);
    }

    /// <summary>A figure that must not be above the bound.</summary>
    public void AtMost(string what, double value, double bound, string unit) => _targets.Add(new Target(what, Math.Round(value, 3), "≤", bound, unit, value <= bound));

    /// <summary>A figure that must not be below the bound.</summary>
    public void AtLeast(string what, double value, double bound, string unit) => _targets.Add(new Target(what, Math.Round(value, 3), "≥", bound, unit, value >= bound));

    /// <summary>Writes the file and prints the tables.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach ((string section, List<object> rows) in _sections)
        {
            TextTable.Print(section, rows);
        }

        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        await using FileStream file = File.Create(Path.Combine(folder, $"{name}.json"));
        var content = new { name, machine = _machine, sections = _sections, targets = _targets };
        await JsonSerializer.SerializeAsync(file, content, Json, cancellationToken);
    }
}

/// <summary>A bound from the requirements.</summary>
internal sealed record Target(string What, double Value, string Is, double Bound, string Unit, bool Met);
