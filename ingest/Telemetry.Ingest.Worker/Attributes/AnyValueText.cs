using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>Turns an OTLP <c>AnyValue</c> into the text that is stored (docs/schema.md).</summary>
internal sealed class AnyValueText
{
    // One more than any limit: a text that was not written to its end is then cut, and marked, where it is stored.
    private readonly JsonText _rendered = new(IngestLimits.MaxBodyBytes + 1);

    /// <summary>Reads a value.</summary>
    /// <param name="message">The <c>AnyValue</c>; no bytes mean an empty one, whose text is empty.</param>
    /// <param name="depth">Messages around it.</param>
    /// <param name="text">A text lies where it came; everything else is valid until the next call.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public DropReason? Read(ReadOnlySpan<byte> message, int depth, out ReadOnlySpan<byte> text)
    {
        AnyValue value = AnyValue.Read(message, depth);
        text = value.Bytes;
        if (value.Fault is not null || value.Kind is AnyValueKind.Text or AnyValueKind.Empty)
        {
            return value.Fault;
        }

        _rendered.Clear();
        DropReason? fault = null;
        if (value.Kind is AnyValueKind.Array or AnyValueKind.Map)
        {
            fault = _rendered.WriteNested(value.Kind, value.Bytes, depth);
        }
        else
        {
            _rendered.WriteScalar(value);
        }

        text = _rendered.Text;
        return fault;
    }
}
