using System.Text.Json;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>Sentry's contexts, user, request and extra values.</summary>
internal static class SentryContexts
{
    // What our own contexts are called, whatever a client calls its own.
    private static readonly string[] Others = ["user", "request", "extra"];

    /// <summary>All values that have no field of their own in our model.</summary>
    public static IReadOnlyList<CrashContext> Read(JsonPart report, CrashBudget budget)
    {
        List<CrashContext> read = [];
        JsonPart contexts = report.Part("contexts");
        if (contexts.IsObject)
        {
            foreach (JsonProperty property in contexts.Element.EnumerateObject())
            {
                string name = JsonText.NameOf(property, contexts.Path, contexts.Problems);
                Add(read, name, new JsonPart(property.Value, contexts.PathOf(name), contexts.Problems), budget);
            }
        }

        foreach (string name in Others)
        {
            Add(read, name, report.Any(name), budget);
        }

        return read;
    }

    /// <summary>The facts of the machine.</summary>
    public static CrashEnvironment ReadMachine(JsonPart contexts)
    {
        JsonPart system = contexts.Part("os");
        JsonPart runtime = contexts.Part("runtime");
        JsonPart device = contexts.Part("device");
        JsonPart culture = contexts.Part("culture");
        return new CrashEnvironment
        {
            OsName = system.Word("name"),
            OsVersion = system.Word("version"),
            RuntimeName = runtime.Word("name"),
            RuntimeVersion = runtime.Word("version"),
            Architecture = device.Word("arch"),
            Packaging = contexts.Part("app").Word("packaging"),
            Locale = culture.Word("locale"),
            TimeZone = culture.Word("timezone"),
            MemoryBytes = device.Number("memory_size", long.MaxValue),
            FreeDiskBytes = device.Number("free_storage", long.MaxValue),
            ProcessorCount = device.Count("processor_count"),
        };
    }

    /// <summary>How the application names its user.</summary>
    public static string? ReadUserId(JsonPart user) => user.Word("id") ?? user.Word("username") ?? user.Word("email") ?? user.Word("ip_address");

    private static void Add(List<CrashContext> contexts, string name, JsonPart values, CrashBudget budget)
    {
        if (values.Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return;
        }

        if (contexts.Count == CrashLimits.Contexts)
        {
            values.Problems.Add("contexts", $"the first {contexts.Count} kept");
        }
        else if (JsonPairs.Read(values, CrashLimits.Contexts, budget.Values) is { Count: > 0 } pairs)
        {
            contexts.Add(new CrashContext(name, pairs));
        }
    }
}
