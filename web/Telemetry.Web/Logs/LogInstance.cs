using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Logs;

/// <summary>Which process a record is from, as far as its resource says.</summary>
internal static class LogInstance
{
    private const string Id = "service.instance.id";

    // Together nearly as good as an id, where applications send none.
    private static readonly string[] Hints = ["host.name", "process.pid", "container.id", "k8s.pod.name"];

    /// <summary>The fields that name it, in the order of the query.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(LogItem item)
    {
        List<KeyValuePair<string, string>> fields = [];
        if (item.Service.Length > 0)
        {
            fields.Add(new("service", item.Service));
        }

        var keys = item.Resource.ContainsKey(Id) ? [Id] : Hints.Where(item.Resource.ContainsKey);
        fields.AddRange(keys.Select(key => KeyValuePair.Create(FilterTerm.Field("resource", key), item.Resource[key])));
        return fields;
    }

    /// <summary>The query that finds its records.</summary>
    public static string Query(LogItem item) => Fields(item).Aggregate("", (query, field) => FilterTerm.Include(query, field.Key, field.Value));
}
