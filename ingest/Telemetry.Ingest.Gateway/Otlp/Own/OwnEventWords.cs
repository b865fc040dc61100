namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Finds the names of our own events among bytes.</summary>
internal static class OwnEventWords
{
    /// <summary>The names of the events.</summary>
    public static ReadOnlySpan<byte> Crash => "telemetry.crash"u8;

    /// <inheritdoc cref="Crash"/>
    public static ReadOnlySpan<byte> Session => "telemetry.session"u8;

    /// <inheritdoc cref="Crash"/>
    public static ReadOnlySpan<byte> Loss => "telemetry.loss"u8;

    private static ReadOnlySpan<byte> Prefix => "telemetry."u8;

    /// <summary>
    /// Which of the names stand anywhere in a request: nearly every one has none and ends here. One vectorised search for what the names have in common, since a search each would read the request
    /// three times; what else begins like them is <c>telemetry.sdk.…</c>, a few times in a resource.
    /// </summary>
    public static OwnEvents Find(ReadOnlySpan<byte> request)
    {
        OwnEvents found = OwnEvents.None;
        for (int at = request.IndexOf(Prefix); at >= 0; at = request.IndexOf(Prefix))
        {
            request = request[at..];
            found |= request.StartsWith(Crash) ? OwnEvents.Crash : request.StartsWith(Session) ? OwnEvents.Session : request.StartsWith(Loss) ? OwnEvents.Loss : OwnEvents.None;
            request = request[Prefix.Length..];
        }

        return found;
    }
}
