using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Names with values, in the shapes clients use: an object, or a list of <c>[name, value]</c> or <c>{"key", "value"}</c>.</summary>
public static class JsonPairs
{
    /// <summary>Reads them.</summary>
    /// <param name="part">The object or list; nothing when absent.</param>
    /// <param name="maxCount">How many are kept.</param>
    /// <param name="budget">What all of them share.</param>
    /// <param name="maxLength">Characters of a value.</param>
    public static IReadOnlyList<NamedText> Read(JsonPart part, int maxCount, TextBudget budget, int maxLength = CrashLimits.Value)
    {
        List<NamedText> pairs = [];
        foreach ((string name, JsonElement value) in Pairs(part))
        {
            NamedText pair = new(name, JsonText.Of(value, maxLength, $"{part.Path}.{name}", part.Problems));
            if (pairs.Count == maxCount || !budget.TryTake(pair.Text))
            {
                part.Problems.Add(part.Path, $"the first {pairs.Count} kept");
                break;
            }

            pairs.Add(pair);
        }

        return pairs;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Pairs(JsonPart part) =>
        part.Element.ValueKind == JsonValueKind.Object
            ? part.Element.EnumerateObject().Select(property => (JsonText.NameOf(property, part.Path, part.Problems), property.Value))
            : part.Items().Select(Pair).Where(pair => pair.Name.Length > 0);

    private static (string Name, JsonElement Value) Pair(JsonPart item)
    {
        if (item.Element.ValueKind == JsonValueKind.Array && item.Element.GetArrayLength() == 2)
        {
            return (JsonText.Of(item.Element[0], CrashLimits.Name, item.Path, item.Problems), item.Element[1]);
        }

        if (item.Word("key") is { } key)
        {
            return (key, item.Any("value").Element);
        }

        item.Problems.Add(item.Path, "no name with a value, dropped");
        return ("", default);
    }
}
