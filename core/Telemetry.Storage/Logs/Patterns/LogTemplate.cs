using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs.Patterns;

/// <summary>A template while messages are added to it.</summary>
internal sealed class LogTemplate(MessageWords text, MaskedMessage first)
{
    private readonly HashSet<string> _services = [.. first.Services];

    private long _count = first.Count;
    private (int Number, string Text) _worst = (first.SeverityNumber, first.SeverityText);
    private UnixNanoseconds _first = first.First;
    private UnixNanoseconds _last = first.Last;

    /// <summary>The share of words in common with a message of as many words.</summary>
    public double Likeness(MessageWords other)
    {
        int same = 0;
        for (int i = 0; i < text.Words.Length; i++)
        {
            same += text.Words[i] == other.Words[i] ? 1 : 0;
        }

        return text.Words.Length == 0 ? 1 : (double)same / text.Words.Length;
    }

    /// <summary>Adds messages; words, and gaps between them, that differ become variable.</summary>
    public void Add(MessageWords other, MaskedMessage message)
    {
        Compare(text.Words, other.Words);
        Compare(text.Gaps, other.Gaps);
        _count += message.Count;
        _services.UnionWith(message.Services);
        _worst = message.SeverityNumber > _worst.Number ? (message.SeverityNumber, message.SeverityText) : _worst;
        _first = message.First < _first ? message.First : _first;
        _last = message.Last > _last ? message.Last : _last;
    }

    /// <summary>As it stands.</summary>
    public StoredLogPattern Build() => new()
    {
        Template = text.ToString(),
        Count = _count,
        SeverityNumber = _worst.Number,
        SeverityText = _worst.Text,
        Services = [.. _services.Order(StringComparer.Ordinal).Take(LogPatternQuery.MaxServices)],
        First = _first,
        Last = _last,
        Example = first.Example,
    };

    private static void Compare(string[] own, string[] other)
    {
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = own[i] == other[i] ? own[i] : LogPatternReader.Variable;
        }
    }
}
