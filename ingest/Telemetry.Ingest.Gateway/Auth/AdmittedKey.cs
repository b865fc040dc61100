using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Quotas;

namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>A valid key, and what it has used of its rate.</summary>
/// <param name="Grant">What the key allows.</param>
/// <param name="Quota">Lives as long as the key is remembered, across changes of the grant.</param>
internal sealed record AdmittedKey(IngestKeyGrant Grant, KeyQuota Quota);
