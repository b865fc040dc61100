namespace Telemetry.Storage.Migrations;

/// <summary>The database's history does not fit this version's files. Retrying does not help; the message says what does.</summary>
internal sealed class MigrationRefusedException(string message) : Exception(message);
