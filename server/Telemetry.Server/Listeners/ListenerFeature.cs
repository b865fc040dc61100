namespace Telemetry.Server.Listeners;

/// <summary>Hangs on each connection and says which door it came in by.</summary>
internal sealed record ListenerFeature(Listener Listener);
