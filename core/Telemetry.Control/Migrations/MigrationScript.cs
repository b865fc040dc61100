using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Migrations;

/// <summary>One numbered step of the schema, for one kind of database.</summary>
/// <param name="Name">For example <c>0001_create_projects</c>; the order of names is the order of steps.</param>
/// <param name="Sql">One or more statements.</param>
internal sealed record MigrationScript(string Name, string Sql)
{
    /// <summary>Lower-case hex SHA-256: a step that ran anywhere must never change.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All steps for that kind, in order.</summary>
    public static IReadOnlyList<MigrationScript> All(ControlKind kind)
    {
        Assembly assembly = typeof(MigrationScript).Assembly;
        string prefix = $"Telemetry.Control.Sql.{kind}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MigrationScript(name[prefix.Length..^".sql".Length], Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        // A check-out with other line ends must not look like another schema.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
