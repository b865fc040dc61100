using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Telemetry.Storage.Engine;

/// <summary>Renders the engine's configuration files.</summary>
internal sealed class EngineConfiguration(EngineSettings settings, int processorCount)
{
    // The engine logs in to itself as `default` without a password, from 127.0.0.1, to run its two first statements. A quota of exactly two
    // statements for the life of the process makes that user useless to anybody else afterwards.
    private const int BootstrapStatements = 2;
    private const int LifetimeSeconds = 2_000_000_000;

    /// <summary>The main file.</summary>
    public string RenderServer(EngineDirectory directory) => Render(
        new XElement("path", directory.StorePath + "/"),
        new XElement("tmp_path", Path.Combine(directory.StorePath, "tmp") + "/"),
        new XElement("users_config", directory.UsersPath),
        new XElement("listen_host", "127.0.0.1"),
        new XElement("http_port", settings.Port),
        new XElement("log-level", "warning"),
        new XElement(
            "logger",
            new XElement("log", directory.LogPath),
            new XElement("size", "10M"),
            new XElement("count", 2)),
        Memory(),
        Threads());

    /// <summary>The users: ours, by the hash of its password, and the harmless one of the bootstrap.</summary>
    public string RenderUsers() => Render(
        new XElement(
            "profiles",
            new XElement(
                "default",
                new XElement("max_memory_usage", settings.MaxMemoryBytes / 2),
                // A query whose client has gone is stopped instead of finished for nobody.
                new XElement("cancel_http_readonly_queries_on_client_close", 1)),
            new XElement("bootstrap")),
        new XElement(
            "users",
            new XElement(
                "default",
                new XElement("password", string.Empty),
                Loopback(),
                new XElement("profile", "bootstrap"),
                new XElement("quota", "bootstrap"),
                Grants("SYSTEM LISTEN ON *.*", "FILE ON *.*", "CREATE TEMPORARY TABLE ON *.*")),
            new XElement(
                EngineSettings.User,
                new XElement("password_sha256_hex", Sha256Hex(settings.Password)),
                Loopback(),
                new XElement("profile", "default"),
                new XElement("quota", "default"),
                // Everything on tables; nothing that reaches files or other machines, should a statement ever be forged.
                Grants(
                    "SHOW, SELECT, INSERT, ALTER, CREATE, DROP, TRUNCATE, OPTIMIZE, KILL QUERY ON *.*",
                    "SYSTEM MERGES, SYSTEM TTL MERGES, SYSTEM DROP CACHE, SYSTEM FLUSH, SYSTEM VIEWS ON *.*",
                    "TABLE ENGINE ON MergeTree, TABLE ENGINE ON SummingMergeTree, TABLE ENGINE ON AggregatingMergeTree, TABLE ENGINE ON ReplacingMergeTree",
                    "TABLE ENGINE ON Memory, TABLE ENGINE ON `Null`"))),
        new XElement(
            "quotas",
            new XElement("default"),
            new XElement(
                "bootstrap",
                new XElement("interval", new XElement("duration", LifetimeSeconds), new XElement("queries", BootstrapStatements)))));

    private IEnumerable<XElement> Memory() =>
    [
        new("max_server_memory_usage", settings.MaxMemoryBytes),
        // The defaults of these caches are gigabytes each, more than the whole cap on a small machine.
        new("mark_cache_size", settings.MaxMemoryBytes / 16),
        new("index_mark_cache_size", settings.MaxMemoryBytes / 32),
        new("primary_index_cache_size", settings.MaxMemoryBytes / 32),
        new("uncompressed_cache_size", 0),
        new("index_uncompressed_cache_size", 0),
        new("query_condition_cache_size", settings.MaxMemoryBytes / 64),
        new("text_index_tokens_cache_size", settings.MaxMemoryBytes / 64),
        new("text_index_header_cache_size", settings.MaxMemoryBytes / 32),
        new("text_index_postings_cache_size", settings.MaxMemoryBytes / 32),
        // Twenty times a second by default, to compare its books with the kernel's: most of the CPU of an idle engine.
        new("memory_worker_period_ms", 500),
    ];

    private IEnumerable<XElement> Threads() =>
    [
        new("background_pool_size", Math.Clamp(processorCount, 2, 16)),
        new("background_schedule_pool_size", 8),
        new("background_common_pool_size", 2),
        new("background_move_pool_size", 1),
        new("background_fetches_pool_size", 1),
        new("background_buffer_flush_schedule_pool_size", 1),
        new("background_message_broker_schedule_pool_size", 1),
        new("background_distributed_schedule_pool_size", 1),
        // Their defaults assume a pool of 16; with two threads they would forbid large merges for ever.
        new(
            "merge_tree",
            new XElement("number_of_free_entries_in_pool_to_execute_mutation", 1),
            new XElement("number_of_free_entries_in_pool_to_lower_max_size_of_merge", 1),
            new XElement("number_of_free_entries_in_pool_to_execute_optimize_entire_partition", 1)),
    ];

    private static XElement Loopback() => new("networks", new XElement("ip", "127.0.0.1"));

    private static XElement Grants(params ReadOnlySpan<string> grants)
    {
        var element = new XElement("grants");
        foreach (var grant in grants)
        {
            element.Add(new XElement("query", "GRANT " + grant));
        }

        return element;
    }

    private static string Sha256Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Render(params ReadOnlySpan<object> content)
    {
        var root = new XElement("clickhouse");
        foreach (var item in content)
        {
            root.Add(item);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{root}\n");
    }
}
