using System.Text;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>An exception while its text is read.</summary>
internal sealed class TracebackNode
{
    private readonly StringBuilder _value = new();
    private string? _syntaxFile;
    private int _syntaxLine;

    /// <summary>The calls, outermost first.</summary>
    public List<CrashFrame> Frames { get; } = [];

    /// <summary>Whether its header said so.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The exception printed before it, and how they belong together.</summary>
    public (TracebackNode Node, string Source)? Earlier { get; init; }

    /// <summary>What is in the group.</summary>
    public List<TracebackNode> Parts { get; } = [];

    /// <summary>Whether the line with its type was there.</summary>
    public bool HasType { get; private set; }

    /// <summary>The module of the type.</summary>
    public string? Module { get; private set; }

    /// <summary>The name of the type.</summary>
    public string? Type { get; private set; }

    /// <summary>The message; notes are lines of it, since the text does not tell them apart.</summary>
    public string? Value
    {
        get
        {
            // A traceback of another process is quoted in the message; the quotes are no part of either.
            string value = _value.ToString().TrimEnd().TrimEnd('"').TrimEnd();
            string? located = _syntaxFile is null ? null : $"({System.IO.Path.GetFileName(_syntaxFile.Replace('\\', '/'))}, line {_syntaxLine})";
            return value.Length == 0 ? located : located is null ? value : $"{value} {located}";
        }
    }

    /// <summary>Takes the line with type and message.</summary>
    public void ReadType(ReadOnlySpan<char> line)
    {
        HasType = true;
        int colon = line.IndexOf(": ");
        ReadOnlySpan<char> name = colon >= 0 ? line[..colon] : line.TrimEnd().TrimEnd(':');
        if (!IsTypeName(name))
        {
            _value.Append(line);
            return;
        }

        int dot = name.LastIndexOf('.');
        Type = name[(dot + 1)..].ToString();
        Module = dot > 0 ? name[..dot].ToString() : null;
        _value.Append(colon >= 0 ? line[(colon + 2)..] : default);
    }

    /// <summary>Takes a further line of the message. More than a message may have is only counted as read.</summary>
    public void AddToValue(ReadOnlySpan<char> line)
    {
        if (_value.Length <= CrashLimits.Message)
        {
            _value.Append('\n').Append(line);
        }
    }

    /// <summary>Takes the place of a syntax error, which is no call. Python itself appends it to the message in this form.</summary>
    public void ReadSyntaxPlace(string file, int line)
    {
        _syntaxFile = file;
        _syntaxLine = line;
    }

    private static bool IsTypeName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0]) || name[0] == '.')
        {
            return false;
        }

        foreach (char character in name)
        {
            // <locals> is part of the name of a class made in a function.
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '.' or '<' or '>'))
            {
                return false;
            }
        }

        return true;
    }
}
