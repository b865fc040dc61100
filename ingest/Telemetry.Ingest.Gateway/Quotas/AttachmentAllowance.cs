using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Quotas;

/// <summary>
/// How many bytes of attachments each project may still send today (UTC): one client in a loop must not fill the disk that crashes need. Kept in memory, so a restart begins anew, and each of several gateways
/// counts for itself: a limit that is off by a factor does its duty, and needs no question to the store. Thread-safe.
/// </summary>
internal sealed class AttachmentAllowance(GatewayOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ProjectId, long> _used = [];
    private DateOnly _day;

    /// <summary>Takes bytes; false when the project has no such many left.</summary>
    public bool TryTake(ProjectId project, int bytes)
    {
        lock (_lock)
        {
            DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (today != _day)
            {
                _used.Clear();
                _day = today;
            }

            long used = _used.GetValueOrDefault(project);
            if (used + bytes > options.MaxAttachmentBytesPerDay)
            {
                return false;
            }

            _used[project] = used + bytes;
            return true;
        }
    }
}
