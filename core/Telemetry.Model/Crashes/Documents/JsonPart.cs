using System.Globalization;
using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>
/// An object of a JSON document that nobody has to trust: a field of the wrong type is as good as absent, and named in the problems; a text that is too long is cut.
/// </summary>
/// <param name="element">Any JSON value.</param>
/// <param name="path">Where it is in the document; empty for the document.</param>
/// <param name="problems">Gets what was wrong.</param>
public readonly struct JsonPart(JsonElement element, string path, CrashProblems problems)
{
    /// <summary>The value itself.</summary>
    public JsonElement Element => element;

    /// <summary>Where it is in the document.</summary>
    public string Path => path;

    /// <summary>The problems of the document.</summary>
    public CrashProblems Problems => problems;

    /// <summary>Whether it is an object with anything in it.</summary>
    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    /// <summary>A field that is an object; an empty part when it is absent or no object.</summary>
    public JsonPart Part(string name) =>
        TryGet(name, out JsonElement value) && Is(value.ValueKind == JsonValueKind.Object, name, "not an object, dropped")
            ? new JsonPart(value, PathOf(name), problems)
            : new JsonPart(default, PathOf(name), problems);

    /// <summary>Any field; undefined when it is absent or null.</summary>
    public JsonPart Any(string name) => new(TryGet(name, out JsonElement value) ? value : default, PathOf(name), problems);

    /// <summary>A text. Numbers and booleans are taken as they are written.</summary>
    public string? Text(string name, int maxLength)
    {
        if (!TryGet(name, out JsonElement value))
        {
            return null;
        }

        bool isText = value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
        return Is(isText, name, "not a text, dropped") ? JsonText.Of(value, maxLength, PathOf(name), problems) : null;
    }

    /// <summary>A text that says something; null when it is empty.</summary>
    public string? Word(string name, int maxLength = CrashLimits.Name) => Text(name, maxLength) is { Length: > 0 } text ? text : null;

    /// <summary>Yes, no, or not said.</summary>
    public bool? Flag(string name) =>
        TryGet(name, out JsonElement value) && Is(value.ValueKind is JsonValueKind.True or JsonValueKind.False, name, "neither true nor false, dropped")
            ? value.GetBoolean()
            : null;

    /// <summary>A whole number from 0 on, also written as a text or with a fraction.</summary>
    public long? Number(string name, long max = int.MaxValue)
    {
        if (!TryGet(name, out JsonElement value))
        {
            return null;
        }

        double number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double read) => read,
            JsonValueKind.String when double.TryParse(JsonText.Of(value, 32, PathOf(name), problems), CultureInfo.InvariantCulture, out double read) => read,
            _ => double.NaN,
        };
        return Is(number >= 0 && number <= max, name, $"not a number from 0 to {max}, dropped") ? (long)number : null;
    }

    /// <summary><see cref="Number"/>, for small ones.</summary>
    public int? Count(string name) => (int?)Number(name);

    /// <summary>A time: RFC 3339, or seconds since 1970 as a number or text.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (!TryGet(name, out JsonElement value))
        {
            return null;
        }

        DateTimeOffset? time = JsonTime.Read(value);
        return Is(time is not null, name, "no time, dropped") ? time : null;
    }

    /// <summary>The elements of a list; none when it is absent or no list.</summary>
    public IReadOnlyList<JsonPart> Items(string name) => Any(name).Items();

    /// <inheritdoc cref="Items(string)" />
    public IReadOnlyList<JsonPart> Items()
    {
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            problems.Add(path, "not a list, dropped");
            return [];
        }

        JsonPart[] items = new JsonPart[element.GetArrayLength()];
        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            items[index] = new JsonPart(item, $"{path}[{index}]", problems);
            index++;
        }

        return items;
    }

    /// <summary>Texts of a list.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount, int maxLength, TextBudget? budget = null)
    {
        List<string> texts = [];
        foreach (JsonPart item in Items(name))
        {
            string text = JsonText.Of(item.Element, maxLength, item.Path, problems);
            if (texts.Count == maxCount || budget?.TryTake(text) == false)
            {
                problems.Add(PathOf(name), $"the first {texts.Count} kept");
                break;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>The field, unless it is absent or null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The path of a field.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private bool Is(bool isRight, string name, string otherwise)
    {
        if (!isRight)
        {
            problems.Add(PathOf(name), otherwise);
        }

        return isRight;
    }
}
