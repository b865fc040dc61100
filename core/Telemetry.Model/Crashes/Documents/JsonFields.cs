using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Fields that are left out when there is nothing to say.</summary>
internal static class JsonFields
{
    extension(Utf8JsonWriter json)
    {
        /// <summary>A text; nothing for null.</summary>
        public void Text(string name, string? text)
        {
            if (text is not null)
            {
                json.WriteString(name, text);
            }
        }

        /// <summary>A number; nothing for null.</summary>
        public void Number(string name, long? number)
        {
            if (number is { } value)
            {
                json.WriteNumber(name, value);
            }
        }

        /// <summary>A number; nothing for 0.</summary>
        public void Count(string name, int count) => json.Number(name, count == 0 ? null : count);

        /// <summary>Yes or no; nothing for null.</summary>
        public void Flag(string name, bool? flag)
        {
            if (flag is { } value)
            {
                json.WriteBoolean(name, value);
            }
        }

        /// <summary>A time in UTC; nothing for null.</summary>
        public void Time(string name, DateTimeOffset? time)
        {
            if (time is { } value)
            {
                json.WriteString(name, value.UtcDateTime);
            }
        }

        /// <summary>A list of texts; nothing for none.</summary>
        public void Texts(string name, IReadOnlyList<string> texts)
        {
            if (texts.Count > 0)
            {
                json.WriteStartArray(name);
                foreach (string text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
            }
        }

        /// <summary>An object of texts; nothing for none.</summary>
        public void Pairs(string name, IReadOnlyList<NamedText> pairs)
        {
            if (pairs.Count > 0)
            {
                json.WriteStartObject(name);
                foreach (NamedText pair in pairs)
                {
                    json.WriteString(pair.Name, pair.Text);
                }

                json.WriteEndObject();
            }
        }

        /// <summary>A list of objects; nothing for none.</summary>
        public void Objects<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
        {
            if (items.Count > 0)
            {
                json.WriteStartArray(name);
                foreach (T item in items)
                {
                    json.WriteStartObject();
                    write(json, item);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        }
    }
}
