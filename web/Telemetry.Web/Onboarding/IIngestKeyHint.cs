namespace Telemetry.Web.Onboarding;

/// <summary>Knows an ingest key to put into instructions. A host that has the control database implements it; without one the instructions say where to look.</summary>
public interface IIngestKeyHint
{
    /// <summary>The text of a key that works; null when there is none to tell.</summary>
    /// <param name="project">Id of a project that the reader may see; null for the first.</param>
    /// <param name="cancellationToken">The request.</param>
    ValueTask<string?> FindAsync(string? project, CancellationToken cancellationToken);
}
