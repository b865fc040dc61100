namespace Telemetry.Server.Hosting;

/// <summary>Whether the host has started.</summary>
internal sealed class StartPhase
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
