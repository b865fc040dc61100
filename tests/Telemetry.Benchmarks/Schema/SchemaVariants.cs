namespace Telemetry.Benchmarks.Schema;

/// <summary>The variants: a choice of the migrations, and what could stand there instead.</summary>
internal static class SchemaVariants
{
    private const string Key = "ORDER BY (ProjectId, toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)";
    private const string Words = "INDEX BodyWords lowerUTF8(Body) TYPE text(tokenizer = 'splitByNonAlpha') GRANULARITY 100000000,\n";
    private const string Values = "INDEX LogAttributeValues mapValues(LogAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,\n";
    private const string ResourceValues = "INDEX LogAttributeValues mapValues(LogAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,\n    INDEX ResourceAttributeValues mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 1\n";
    private const string Maps = "LogAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1))";
    private const string BlockNumbers = "    enable_block_number_column = 1,\n    add_minmax_index_for_block_number_column = 1,\n";
    private const string Settings = "SETTINGS\n";

    /// <summary>All of them, by group.</summary>
    public static IReadOnlyList<SchemaVariant> All { get; } =
    [
        new("views", "logs, no view") { KeepsNothing = true },
        new("views", "logs, per minute") { KeepsNothing = true, Views = ["otel_logs_per_minute_mv"] },
        new("views", "logs, facets") { KeepsNothing = true, Views = ["facets_of_logs_mv"] },
        new("views", "spans, no view") { KeepsNothing = true, Table = "otel_traces" },
        new("views", "spans, ranges of traces") { KeepsNothing = true, Table = "otel_traces", Views = ["otel_traces_trace_id_ts_mv"] },
        new("views", "spans, facets") { KeepsNothing = true, Table = "otel_traces", Views = ["facets_of_spans_mv"] },

        new("words", "as migrated"),
        new("words", "none") { Changes = [(Words, "")] },
        new("words", "built by merges") { InsertSettings = ", materialize_skip_indexes_on_insert = 0" },
        new("words", "text of lower() instead of lowerUTF8()") { Changes = [("lowerUTF8(Body)", "lower(Body)")], IsRead = false },
        new("words", "text of Body with preprocessor") { Changes = [("BodyWords lowerUTF8(Body) TYPE text(tokenizer = 'splitByNonAlpha')", "BodyWords Body TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lowerUTF8(Body))")], IsRead = false },
        new("words", "posting_list_codec = 'bitpacking'") { Changes = [("tokenizer = 'splitByNonAlpha'", "tokenizer = 'splitByNonAlpha', posting_list_codec = 'bitpacking'")] },
        new("words", "tokenbf_v1(32768, 3, 0), granularity 8")
        {
            Changes = [("TYPE text(tokenizer = 'splitByNonAlpha') GRANULARITY 100000000", "TYPE tokenbf_v1(32768, 3, 0) GRANULARITY 8")],
            RareWord = "SELECT Body FROM otel_logs WHERE hasToken(lowerUTF8(Body), '{0}') LIMIT 100",
        },

        new("key", "project, five minutes, service, time"),
        new("key", "project, service, time") { Changes = [(Key, "ORDER BY (ProjectId, ServiceName, Timestamp)")] },
        new("key", "project, time") { Changes = [(Key, "ORDER BY (ProjectId, Timestamp)")] },
        new("key", "project, hour, service, time") { Changes = [(Key, "ORDER BY (ProjectId, toStartOfHour(Timestamp), ServiceName, Timestamp)")] },
        new("key", "project, service, hour, time") { Changes = [(Key, "ORDER BY (ProjectId, ServiceName, toStartOfHour(Timestamp), Timestamp)")] },

        new("values", "bloom 0.01, granularity 1"),
        new("values", "none") { Changes = [(",\n    " + Values.TrimEnd('\n', ','), ""), (",\n    INDEX ResourceAttributeValues mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 1", "")] },
        new("values", "attributes only") { Changes = [(",\n    INDEX ResourceAttributeValues mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 1", "")] },
        new("values", "bloom 0.001") { Changes = [("bloom_filter(0.01)", "bloom_filter(0.001)")] },
        new("values", "bloom 0.05") { Changes = [("bloom_filter(0.01)", "bloom_filter(0.05)")] },
        new("values", "granularity 4") { Changes = [("bloom_filter(0.01) GRANULARITY 1", "bloom_filter(0.01) GRANULARITY 4")] },

        new("attributes", "map"),
        new("attributes", "JSON") { Changes = [(Maps, "LogAttributes JSON CODEC(ZSTD(1))"), (",\n    " + Values.TrimEnd('\n', ','), "")], IsRead = false },
        new("attributes", "arrays") { Changes = [(Maps, "LogKeys Array(LowCardinality(String)) CODEC(ZSTD(1)),\n    LogValues Array(String) CODEC(ZSTD(1))"), ("mapValues(LogAttributes)", "LogValues")], IsRead = false },

        new("codecs", "ZSTD(1)"),
        new("codecs", "ZSTD(3)") { Changes = [("ZSTD(1)", "ZSTD(3)")] },
        new("codecs", "ZSTD(3) for Body and maps") { Changes = [("Body String CODEC(ZSTD(1))", "Body String CODEC(ZSTD(3))"), ("Map(LowCardinality(String), String) CODEC(ZSTD(1))", "Map(LowCardinality(String), String) CODEC(ZSTD(3))")] },
        new("codecs", "LZ4") { Changes = [("ZSTD(1)", "LZ4")] },
        new("codecs", "no Delta") { Changes = [("CODEC(Delta(8), ZSTD(1))", "CODEC(ZSTD(1))")] },
        new("codecs", "DoubleDelta") { Changes = [("CODEC(Delta(8), ZSTD(1))", "CODEC(DoubleDelta, ZSTD(1))")] },

        new("block-number", "with block numbers") { IsRead = false },
        new("block-number", "without") { Changes = [(BlockNumbers, "")], IsRead = false },

        new("merges", "as migrated") { Files = 40 },
        new("merges", "base 3") { Changes = [(Settings, Settings + "    merge_selector_base = 3,\n")], Files = 40 },
        new("merges", "base 10") { Changes = [(Settings, Settings + "    merge_selector_base = 10,\n")], Files = 40 },
        new("merges", "at least 10 parts") { Changes = [(Settings, Settings + "    min_parts_to_merge_at_once = 10,\n")], Files = 40 },
        new("merges", "at least 10 parts, base 10") { Changes = [(Settings, Settings + "    min_parts_to_merge_at_once = 10,\n    merge_selector_base = 10,\n")], Files = 40 },
        new("merges", "at least 5 parts") { Changes = [(Settings, Settings + "    min_parts_to_merge_at_once = 5,\n")], Files = 40 },
        new("merges", "vertical from the first row") { Changes = [(Settings, Settings + "    vertical_merge_algorithm_min_rows_to_activate = 1,\n    vertical_merge_algorithm_min_bytes_to_activate = 0,\n")], Files = 40, IsRead = false },
        new("merges", "never vertical") { Changes = [(Settings, Settings + "    enable_vertical_merge_algorithm = 0,\n")], Files = 40, IsRead = false },
    ];
}
