using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry.Envelopes;

/// <summary>
/// Takes an envelope apart: a line of JSON, then items, each a line of JSON and a payload. A payload is as long as its header says, and ends with a newline or the envelope; without a
/// length it is a line. An item that is broken is told as such, and reading goes on at the next line that is an item's header, so that its neighbours are kept.
/// </summary>
/// <param name="body">The envelope, inflated.</param>
/// <param name="isCut">Whether it is only the first part of one: the limit of a request was reached.</param>
internal sealed class EnvelopeReader(ReadOnlyMemory<byte> body, bool isCut)
{
    /// <summary>What is behind is given up as one item.</summary>
    public const int MaxItems = 1000;

    private const int MaxHeaderBytes = 16 * 1024;
    private const byte Newline = (byte)'\n';

    private int _position;
    private int _items;

    /// <summary>Reads the first line. Null when it is no header; then there is no envelope.</summary>
    public EnvelopeHeader? ReadHeader()
    {
        ReadOnlyMemory<byte> line = TakeLine();
        return line.Length > MaxHeaderBytes ? null : EnvelopeHeader.Parse(line);
    }

    /// <summary>Reads the next item; false at the end.</summary>
    public bool TryRead(out EnvelopeItem item)
    {
        item = default;
        SkipEmptyLines();
        if (AtEnd)
        {
            return false;
        }

        item = ++_items > MaxItems ? GiveUp(DropReason.TooLarge) : ReadItem();
        return true;
    }

    private bool AtEnd => _position >= body.Length;

    private EnvelopeItem ReadItem()
    {
        int start = _position;
        if (!EnvelopeItemHeader.TryParse(TakeLine().Span, out EnvelopeItemHeader header))
        {
            return isCut && AtEnd ? new EnvelopeItem(EnvelopeItemHeader.Unknown, body[start..], DropReason.TooLarge) : Resume(EnvelopeItemHeader.Unknown, start);
        }

        return header.Length is { } length ? ReadSized(header, length) : ReadLine(header);
    }

    private EnvelopeItem ReadLine(EnvelopeItemHeader header)
    {
        int start = _position;
        ReadOnlyMemory<byte> payload = TakeLine();
        bool isWhole = !isCut || start + payload.Length < body.Length;
        return new EnvelopeItem(header, payload, isWhole ? null : DropReason.TooLarge);
    }

    private EnvelopeItem ReadSized(EnvelopeItemHeader header, long length)
    {
        int rest = body.Length - _position;
        if (length > rest && isCut)
        {
            return GiveUp(DropReason.TooLarge) with { Header = header };
        }

        if (length > rest || (length < rest && body.Span[_position + (int)length] != Newline))
        {
            int broken = _position;
            TakeLine();
            return Resume(header, broken);
        }

        ReadOnlyMemory<byte> payload = body.Slice(_position, (int)length);
        MoveTo(_position + (int)length + 1);
        return new EnvelopeItem(header, payload, null);
    }

    /// <summary>Goes on at the next line that is a header: up to there everything is one broken item.</summary>
    private EnvelopeItem Resume(EnvelopeItemHeader header, int start)
    {
        int end = _position;
        while (!AtEnd)
        {
            end = _position;
            if (EnvelopeItemHeader.TryParse(TakeLine().Span, out _))
            {
                _position = end;
                break;
            }

            end = _position;
        }

        return new EnvelopeItem(header, body[start..end], DropReason.Malformed);
    }

    private EnvelopeItem GiveUp(DropReason reason)
    {
        ReadOnlyMemory<byte> rest = body[_position..];
        _position = body.Length;
        return new EnvelopeItem(EnvelopeItemHeader.Unknown, rest, reason);
    }

    private ReadOnlyMemory<byte> TakeLine()
    {
        if (AtEnd)
        {
            return default;
        }

        ReadOnlyMemory<byte> rest = body[_position..];
        int end = rest.Span.IndexOf(Newline);
        ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
        MoveTo(_position + line.Length + 1);
        return line;
    }

    // Behind the newline, where there is one.
    private void MoveTo(int position) => _position = Math.Min(position, body.Length);

    private void SkipEmptyLines()
    {
        while (!AtEnd && body.Span[_position] is Newline or (byte)'\r')
        {
            _position++;
        }
    }
}
