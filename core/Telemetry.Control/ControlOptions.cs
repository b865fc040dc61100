using System.ComponentModel.DataAnnotations;

namespace Telemetry.Control;

/// <summary>Where the control database is: projects, ingest keys and, later, users, rules and issue states.</summary>
public sealed class ControlOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Control";

    /// <summary>The kind of database. Default: <see cref="ControlKind.Sqlite"/>.</summary>
    public ControlKind Kind { get; set; } = ControlKind.Sqlite;

    /// <summary>SQLite: the directory of <c>control.db</c>; created when missing.</summary>
    public string? Directory { get; set; }

    /// <summary>PostgreSQL: an Npgsql connection string. Holds a password, so it is never logged.</summary>
    public string? ConnectionString { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == ControlKind.Sqlite && string.IsNullOrWhiteSpace(Directory))
        {
            yield return new ValidationResult("Control:Directory is missing: the SQLite control database needs a directory.");
        }

        if (Kind == ControlKind.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult("Control:ConnectionString is missing: PostgreSQL needs one, such as 'Host=db;Database=telemetry;Username=telemetry;Password=...'.");
        }
    }
}

/// <summary>The databases the control schema is written for.</summary>
public enum ControlKind
{
    /// <summary>One file, one machine; several processes of that machine may share it.</summary>
    Sqlite,

    /// <summary>Any number of machines.</summary>
    Postgres,
}
