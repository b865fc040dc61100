namespace Telemetry.Storage.Logs.Patterns;

/// <summary>
/// Finds the templates of masked messages. Messages that may share one have as many words and the same first word; they do share one when
/// most of their words are the same (the idea of Drain, He et al., 2017, without its tree: masking has left a few thousand messages).
/// </summary>
internal sealed class LogTemplateMiner
{
    // With three words one may differ, with ten four.
    private const double EnoughInCommon = 0.6;

    private readonly Dictionary<(int Words, string First), List<LogTemplate>> _templates = [];

    /// <summary>The templates, the most frequent first.</summary>
    /// <param name="messages">The most frequent first: templates form around what is common.</param>
    public static IReadOnlyList<StoredLogPattern> Mine(IEnumerable<MaskedMessage> messages)
    {
        var miner = new LogTemplateMiner();
        foreach (MaskedMessage message in messages)
        {
            miner.Add(message);
        }

        return [.. miner._templates.Values.SelectMany(templates => templates).Select(template => template.Build())
            .OrderByDescending(pattern => pattern.Count).ThenBy(pattern => pattern.Template, StringComparer.Ordinal)];
    }

    private void Add(MaskedMessage message)
    {
        MessageWords text = MessageWords.Of(message.Text);
        var key = (text.Words.Length, text.Words.Length == 0 ? "" : text.Words[0]);
        if (!_templates.TryGetValue(key, out List<LogTemplate>? alike))
        {
            _templates[key] = alike = [];
        }

        if (alike.MaxBy(template => template.Likeness(text)) is { } nearest && nearest.Likeness(text) >= EnoughInCommon)
        {
            nearest.Add(text, message);
            return;
        }

        alike.Add(new LogTemplate(text, message));
    }
}
