using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Telemetry.Testing.Load.Systems;

/// <summary>Projects for a load test, put into the control database beside the server.</summary>
internal static class ProjectKeys
{
    private const string Insert = """
        INSERT INTO projects (name, log_retention_days, span_retention_days, created_at_milliseconds) VALUES ($name, 30, 30, 0);
        INSERT INTO ingest_keys (project_id, key, key_hash, created_at_milliseconds) VALUES (last_insert_rowid(), $key, $hash, 0);
        """;

    /// <summary>Adds projects with a key each and returns the keys.</summary>
    public static async Task<IReadOnlyList<string>> AddAsync(string dataDirectory, int count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return [];
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "control", "control.db")};Default Timeout=5");
        await connection.OpenAsync(cancellationToken);
        List<string> keys = [];
        for (int i = 0; i < count; i++)
        {
            string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            await using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = Insert;
            insert.Parameters.AddWithValue("$name", $"load {i + 1}");
            insert.Parameters.AddWithValue("$key", key);
            insert.Parameters.AddWithValue("$hash", SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            await insert.ExecuteNonQueryAsync(cancellationToken);
            keys.Add(key);
        }

        return keys;
    }
}
