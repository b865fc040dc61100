using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>A project as users know it.</summary>
/// <param name="Id">Never reused.</param>
/// <param name="Name">Shown to users.</param>
/// <param name="LogRetentionDays">Days that log records are kept.</param>
/// <param name="SpanRetentionDays">Days that spans are kept.</param>
public sealed record Project(ProjectId Id, string Name, int LogRetentionDays, int SpanRetentionDays);

/// <summary>A project and an ingest key of it that works.</summary>
/// <param name="Project">The project.</param>
/// <param name="IngestKey">The key's text. Public by nature, as it ships inside applications, yet not for logs.</param>
public sealed record KeyedProject(Project Project, string IngestKey);
