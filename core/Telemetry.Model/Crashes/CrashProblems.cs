namespace Telemetry.Model.Crashes;

/// <summary>What readers had to drop, cut or mend in one crash. Never throws, and never holds more than <see cref="CrashLimits.Problems"/> texts.</summary>
public sealed class CrashProblems
{
    private readonly List<string> _texts = [];
    private int _more;

    /// <summary>Adds one.</summary>
    /// <param name="field">The path in the document: <c>exceptions[0].stack.frames[3].line</c>.</param>
    /// <param name="reason">What was done, in words: <c>not a number, dropped</c>.</param>
    public void Add(string field, string reason)
    {
        if (_texts.Count == CrashLimits.Problems)
        {
            _more++;
            return;
        }

        string text = $"{field}: {reason}";
        _texts.Add(text.Length > CrashLimits.SourceLine ? text[..CrashLimits.SourceLine] : text);
    }

    /// <summary>All of them, and how many more there were.</summary>
    public IReadOnlyList<string> ToList() => _more == 0 ? [.. _texts] : [.. _texts, $"… and {_more} more"];
}
