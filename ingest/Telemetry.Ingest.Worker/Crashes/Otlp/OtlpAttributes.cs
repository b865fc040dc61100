using System.Text;
using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>Attributes of a resource, record or event by name, as text. A broken one is left out: the crash is worth more.</summary>
internal sealed class OtlpAttributes
{
    private const int MaxCount = 256;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Adds a <c>KeyValue</c>; of two with the same name the first counts.</summary>
    public void Add(ReadOnlySpan<byte> message, int depth)
    {
        KeyValue pair = KeyValue.Read(message, depth);
        AnyValueText values = new();
        if (pair.Fault is null && _texts.Count < MaxCount && values.Read(pair.Value, depth + 1, out ReadOnlySpan<byte> text) is null)
        {
            _texts.TryAdd(Encoding.UTF8.GetString(pair.Key), Encoding.UTF8.GetString(text));
        }
    }

    /// <summary>The first of these that is there and not empty.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_texts.GetValueOrDefault(name) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Whether one of these is there, empty or not.</summary>
    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_texts.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name to keep, cut to what names may have.</summary>
    public string? Name(CrashProblems problems, params ReadOnlySpan<string> names) =>
        Find(names) is { } text ? CrashText.Fit(text, CrashLimits.Name, names[0], problems) : null;

    /// <summary>All of them, but those with that prefix.</summary>
    public CrashContext? ToContext(string name, string exceptPrefix, CrashBudget budget)
    {
        List<NamedText> kept = [];
        foreach ((string key, string value) in _texts.Where(pair => !pair.Key.StartsWith(exceptPrefix, StringComparison.Ordinal)).Take(CrashLimits.Contexts))
        {
            NamedText pair = new(
                CrashText.Fit(key, CrashLimits.Name, name, budget.Problems),
                CrashText.Fit(value, CrashLimits.Value, $"{name}.{key}", budget.Problems));
            if (budget.Values.TryTake(pair.Text))
            {
                kept.Add(pair);
            }
        }

        return kept.Count == 0 ? null : new CrashContext(name, kept);
    }
}
